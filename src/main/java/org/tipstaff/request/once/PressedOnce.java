package org.tipstaff.request.once;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.FormTokens;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.IdempotencyKey;

/**
 * A button of a page that is pressed twice acts once, and both presses lead to where the first does (ADR 31). The token of
 * a form is of one load of its page, so the same fields under the same token are the same press; anything else that is
 * sent from the page, or the same from another load of it, is an act of its own and hears who was first.
 */
@ApplicationScoped
public class PressedOnce {
    private final Idempotency idempotency;

    PressedOnce(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * Acts, in a transaction of its own, unless this form did before; waits for one that does so now.
     *
     * @param path of the form
     * @param form as it was sent, with its token
     */
    public void act(Actor actor, String path, MultivaluedMap<String, String> form, Runnable act) {
        if (form.getFirst(FormTokens.FIELD) == null) {
            throw new IllegalArgumentException("A form has a token");
        }
        // The fields are in the key and not compared under it: another button of the same page is another act, and the
        // wrong use of a key is nothing that a person could understand.
        Sha256 press = Sha256.of(new TreeMap<>(form).toString().getBytes(StandardCharsets.UTF_8));
        idempotency.once(
                new Idempotency.Call(actor, new IdempotencyKey("form " + press.hex()), "POST " + path, press), act);
    }
}
