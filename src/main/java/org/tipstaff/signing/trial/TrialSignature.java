package org.tipstaff.signing.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.SigningStage;
import org.tipstaff.signing.document.Workspace;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.key.SigningKeys;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.sign.ProvenSigner;
import org.tipstaff.signing.validation.SignatureValidator;

/**
 * Signs a blank page of our own as a real paper is signed: key, time-stamps, revocation data, and the validator's verdict.
 * What is signed is thrown away.
 */
final class TrialSignature {
    private static final SignerStatement STATEMENT =
            SignerStatement.invisible("Tipstaff", "Trial signature on a blank page; it says nothing", "nowhere");

    private static final int LONGEST = 400;

    private final EvidenceSource evidence;
    private final SignatureValidator validator;
    private final Clock clock;

    TrialSignature(EvidenceSource evidence, SignatureValidator validator, Clock clock) {
        this.evidence = evidence;
        this.validator = validator;
        this.clock = clock;
    }

    /** Never throws: that it cannot be signed is what is to be found out. */
    Trial with(SigningKeys.Planned planned) {
        try (Workspace workspace = Workspace.temporary()) {
            Path page = workspace.file("page.pdf");
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage());
                document.save(page.toFile());
            }
            SigningResult result = new DocumentSigner(planned.key(), evidence, clock)
                    .sign(page, workspace.file("signed.pdf"), STATEMENT);
            ProvenSigner.proven(result, validator);
            return Trial.good(planned, clock.instant());
        } catch (SigningException e) {
            SigningStage stage = SigningStage.of(e);
            return Trial.failed(planned, clock.instant(), stage, stage == SigningStage.KEY ? withCause(e) : words(e));
        } catch (IOException | RuntimeException e) {
            return Trial.failed(planned, clock.instant(), SigningStage.KEY, withCause(e));
        }
    }

    /** A token's library says what is wrong in the innermost exception only, for example {@code CKR_DEVICE_REMOVED}. */
    private static String withCause(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == failure ? words(failure) : words(failure) + " (" + words(cause) + ")";
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
    }
}
