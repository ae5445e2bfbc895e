package org.tipstaff.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;

/**
 * The token that each form carries (ADR 32). It is sealed under a key of the key store, which all copies of the application
 * share, and names the session whose page the form stands on: nobody but the portal can make one, one that the portal
 * made for somebody else is worth nothing here, and no cookie is needed beside it.
 */
@ApplicationScoped
public class FormTokens {
    /** Name of the hidden field. */
    public static final String FIELD = "form-token";

    private static final KeyName KEY = new KeyName("web/forms");
    private static final String CONTEXT = "web.form-token";
    private static final int LONGEST = 8192;
    private static final String ISSUED = FormTokens.class.getName();
    private static final String SENT = FormToken.class.getName();

    private final Sealer sealer;

    public FormTokens(Sealer sealer) {
        this.sealer = sealer;
    }

    /** A token for the forms of the page that is being made; the same for all of them. */
    public String issue(RoutingContext routing, String subject) {
        String issued = routing.get(ISSUED);
        if (issued == null) {
            FormToken sent = routing.get(SENT);
            // A page that answers a form stands where the form stood: its own address can only be posted to.
            String page = sent != null && routing.request().method() == HttpMethod.POST
                    ? sent.page()
                    : routing.request().uri();
            byte[] text = FormToken.of(session(routing), subject, page).text().getBytes(StandardCharsets.UTF_8);
            issued = Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(KEY, CONTEXT, text));
            routing.put(ISSUED, issued);
        }
        return issued;
    }

    /** What a token says; nothing where this portal did not make it. */
    public Optional<FormToken> open(@Nullable String token) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] text = sealer.open(KEY, CONTEXT, Base64.getUrlDecoder().decode(token));
            return FormToken.parse(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Whether a form of another page load may be believed: it is this session's, or there is no session to misuse. */
    public boolean accepts(FormToken token, RoutingContext routing) {
        String session = session(routing);
        return session.isEmpty() || token.ofSession(session);
    }

    /** Notes the token of the form that is being answered. */
    public void sent(FormToken token, RoutingContext routing) {
        routing.put(SENT, token);
    }

    private static String session(RoutingContext routing) {
        Cookie cookie = routing.request().getCookie(HostCookies.SESSION);
        return cookie == null ? "" : cookie.getValue();
    }
}
