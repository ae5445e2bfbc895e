package org.tipstaff.signing.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a document's signatures are worth, judged from its bytes alone.
 *
 * @param verdict the worst over all signatures
 * @param intact nothing that was signed has changed since and every byte of it is sealed, whoever did that: true for
 *     VALID, and for INDETERMINATE where only the signer is unknown
 * @param level of the first signature, for instance {@code PAdES-BASELINE-LTA} (ETSI EN 319 142-1); empty where not signed
 * @param signerName the common name in the first signature's certificate, as the certificate has it: trust it only with
 *     VALID
 * @param signedAt the time that the first signature claims
 * @param timestampedAt the earliest time that a time-stamp of the first signature shows
 * @param coversWholeFile every byte of the file lies under a signature or a time-stamp
 * @param problems sentences saying what is wrong; empty for VALID
 */
public record SignatureReport(
        Verdict verdict,
        boolean intact,
        String level,
        Optional<String> signerName,
        Optional<Instant> signedAt,
        Optional<Instant> timestampedAt,
        boolean coversWholeFile,
        List<String> problems) {
    /** What can be said of a document's signatures. */
    public enum Verdict {
        /** Signed under a trusted certificate, unchanged since, with every byte under a trusted archive time-stamp. */
        VALID,
        /** What was signed has been changed, something was added to it, or its archive time-stamp was cut off. */
        ALTERED,
        /** Nothing proves that it was altered, and nothing proves that it is genuine: for instance, the signer is unknown. */
        INDETERMINATE,
        /** No signature was found, or it is not a PDF. */
        NOT_SIGNED
    }

    public SignatureReport {
        problems = List.copyOf(problems);
        if (verdict == Verdict.VALID && !(intact && problems.isEmpty())) {
            throw new IllegalArgumentException("A valid signature is intact and has no problems");
        }
        if (verdict == Verdict.ALTERED && intact) {
            throw new IllegalArgumentException("What was altered is not intact");
        }
    }

    /** For a document without a signature. */
    static SignatureReport notSigned(String why) {
        return new SignatureReport(
                Verdict.NOT_SIGNED,
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(why));
    }

    /** For a document that claims a signature which cannot be read. */
    static SignatureReport unreadable(String why) {
        return new SignatureReport(
                Verdict.ALTERED, false, "", Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(why));
    }
}
