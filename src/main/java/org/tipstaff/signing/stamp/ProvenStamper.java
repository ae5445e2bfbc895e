package org.tipstaff.signing.stamp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tipstaff.signing.SignatureNotProven;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.sign.ProvenSigner;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/**
 * Adds a document time-stamp to a signed file of our own, and shows the result to the validator before anybody may rely
 * on it, as {@link ProvenSigner} does with a signature.
 */
public final class ProvenStamper {
    private final DocumentStamper stamper;
    private final SignatureValidator validator;

    public ProvenStamper(DocumentStamper stamper, SignatureValidator validator) {
        this.stamper = stamper;
        this.validator = validator;
    }

    /** Whether the stamp should be followed by another now. */
    public boolean due(DocumentStamp stamp) {
        return stamper.due(stamp);
    }

    /**
     * As {@link DocumentStamper#stamp}.
     *
     * @param old the last stamp of the signed file
     * @param target begins with the bytes of the signed file when this returns
     * @return the new stamp; empty where it lasts no longer than the old one, so that nothing is gained
     * @throws SigningException as there
     * @throws SignatureNotProven where the stamp just made does not validate
     */
    public Optional<DocumentStamp> stamp(Path signed, DocumentStamp old, Path target) throws IOException {
        stamper.stamp(signed, target);
        SignatureReport report = validator.validate(target);
        if (report.verdict() != SignatureReport.Verdict.VALID
                || !report.coversWholeFile()
                || Files.mismatch(signed, target) != Files.size(signed)) {
            throw new SignatureNotProven(
                    "The time-stamp just added does not validate: " + report.verdict() + " " + report.problems());
        }
        return Optional.of(DocumentStamp.last(target))
                .filter(fresh -> stamper.lastsUntil(fresh).isAfter(stamper.lastsUntil(old)));
    }
}
