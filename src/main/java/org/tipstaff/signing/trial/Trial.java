package org.tipstaff.signing.trial;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tipstaff.signing.SigningStage;
import org.tipstaff.signing.key.CertificateNames;
import org.tipstaff.signing.key.SigningKeys;

/**
 * What came of a trial signature.
 *
 * @param property begins the names of the key's settings
 * @param subject of the key's certificate, as a distinguished name
 * @param failed how far it came; null where it was good
 * @param reason in words; empty where it was good
 */
public record Trial(
        String property,
        String subject,
        Instant at,
        @Nullable SigningStage failed,
        String reason) {
    static Trial good(SigningKeys.Planned key, Instant at) {
        return new Trial(key.property(), CertificateNames.subject(key.certificate()), at, null, "");
    }

    static Trial failed(SigningKeys.Planned key, Instant at, SigningStage stage, String reason) {
        return new Trial(key.property(), CertificateNames.subject(key.certificate()), at, stage, reason);
    }

    public boolean good() {
        return failed == null;
    }

    /** The step in one word; empty where it was good. */
    public String step() {
        return failed == null ? "" : failed.step();
    }

    /** For operators: the step in one word, and why it failed. */
    public String words() {
        return failed == null ? "good at " + at : failed.step() + " failed at " + at + ": " + reason;
    }
}
