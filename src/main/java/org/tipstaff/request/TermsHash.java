package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.tipstaff.process.Terms;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.sealing.Sha256;

/**
 * What an approval binds to instead of the terms themselves. All of the terms but the handle can be known, and a handle
 * has few possible values: its plain hash could be found by trying them. So the hash is keyed (HMAC-SHA-256) with a key
 * that is not in the database, and bound to its request, so that equal terms of two requests do not look equal.
 */
@ApplicationScoped
public class TermsHash {
    private static final KeyName KEY = new KeyName("request-terms");

    private final Sealer sealer;

    public TermsHash(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The same for the same terms of the same request. */
    public Sha256 of(CaseReference reference, Terms terms) {
        String bound = reference.value() + "\n" + new String(TermsCodec.encode(terms), StandardCharsets.UTF_8);
        return new Sha256(HexFormat.of().formatHex(sealer.fingerprint(KEY, bound)));
    }
}
