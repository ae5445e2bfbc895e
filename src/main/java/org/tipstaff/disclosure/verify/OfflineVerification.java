package org.tipstaff.disclosure.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/**
 * Judges a disclosure as its holder can, years later and without the portal: its signatures under the given certificates,
 * then whether its parts agree with one another. Knows nothing of recalls or of what the portal's database holds.
 */
public final class OfflineVerification {
    private static final String LETTER_NEXT =
            "Keep the file as it is. It tells what the provider did; it discloses no records and certifies none.";

    private final SignatureValidator validator;

    /** @param published the provider's certificates: its signers' and the roots above them; or roots alone */
    public OfflineVerification(TrustAnchors published, Clock clock) {
        this.validator = SignatureValidator.ofProvider(published, clock);
    }

    /** What the file is, with the exit code of the command. */
    public enum Verdict {
        GENUINE(0, "Keep the file as it is, and look it up at /verify of the provider's portal before you rely on it."),
        INCOMPLETE(
                3,
                "What is here is genuine. Put the missing files of this disclosure beside the PDF, under the names that they"
                        + " were downloaded with, and verify again."),
        ALTERED(1, "Do not rely on this file. Download it again from the portal, or ask the provider for it."),
        UNKNOWN(
                2,
                "Check that this is the PDF as downloaded and the certificate of the provider, then ask the provider.");

        private final int exitCode;
        private final String next;

        Verdict(int exitCode, String next) {
            this.exitCode = exitCode;
            this.next = next;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * A judgement.
     *
     * @param lines for a terminal, the verdict first, what to do next last
     */
    public record Result(Verdict verdict, List<String> lines) {
        public Result {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Judges a file, which may be anything.
     *
     * @throws org.tipstaff.signing.SigningException where it cannot be read from disk
     */
    public Result of(Path pdf) {
        return of(pdf, null);
    }

    /** A proof from the audit log and the key to check it with: 32 bytes, as the provider publishes it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody who could change it
    public record Proof(Path file, byte[] key) {}

    /** As {@link #of(Path)}, and whether the proof leads from this very file to a signed checkpoint. */
    public Result of(Path pdf, @Nullable Proof proof) {
        SignatureReport report = validator.validate(pdf);
        // Contents of a file with a broken or no signature prove nothing, and are hostile bytes: they are left unread.
        ContentCheck.Outcome read = report.intact() ? ContentCheck.of(pdf) : ContentCheck.Outcome.UNREAD;
        ContentCheck.Outcome contents =
                proof == null ? read : read.and(DisclosureProof.check(proof.file(), hash(pdf), proof.key()));
        Verdict verdict = verdict(report, contents);
        List<String> lines = new ArrayList<>();
        lines.add(verdict.name() + (contents.letter().isPresent() ? ", a letter and no disclosure" : ""));
        contents.letter().ifPresent(letter -> {
            lines.add("Letter: " + plain(letter.name()));
            lines.add("Issued by: " + plain(letter.issuedBy()));
        });
        report.signerName()
                .ifPresent(name -> lines.add((contents.letter().isPresent() ? "Sealed with the key of: " : "Signer: ")
                        + plain(name)
                        + proven(report)));
        report.signedAt().ifPresent(at -> lines.add("Signed, as the signer says: " + RowTexts.seconds(at)));
        report.timestampedAt().ifPresent(at -> lines.add("Time-stamped: " + RowTexts.seconds(at)));
        if (!report.level().isEmpty()) {
            lines.add("Level: " + report.level());
        }
        contents.facts().forEach(fact -> lines.add(plain(fact)));
        report.problems().forEach(problem -> lines.add("Problem: " + plain(problem)));
        contents.problems().forEach(problem -> lines.add("Problem: " + plain(problem)));
        contents.missing()
                .forEach(name -> lines.add("Missing: " + plain(name) + " belongs to this disclosure and is not here."));
        if (report.verdict() == SignatureReport.Verdict.NOT_SIGNED) {
            lines.add("A further volume of a disclosure is not signed: verify volume 1 with this file beside it.");
        }
        if (!validator.knowsSigners() && report.verdict() == SignatureReport.Verdict.VALID) {
            lines.add(
                    "Not checked: whether the signer is the provider. The file of certificates names only authorities.");
        }
        if (verdict == Verdict.GENUINE && contents.letter().isEmpty()) {
            lines.add("Not checked: whether it was recalled or replaced since. A file cannot know that; the provider's"
                    + " page /verify says it.");
        }
        lines.add(
                "Next: " + (verdict == Verdict.GENUINE && contents.letter().isPresent() ? LETTER_NEXT : verdict.next));
        return new Result(verdict, lines);
    }

    private static Verdict verdict(SignatureReport report, ContentCheck.Outcome contents) {
        return switch (report.verdict()) {
            case VALID ->
                contents.problems().isEmpty()
                        ? contents.missing().isEmpty() ? Verdict.GENUINE : Verdict.INCOMPLETE
                        : Verdict.ALTERED;
            case ALTERED -> Verdict.ALTERED;
            case INDETERMINATE, NOT_SIGNED -> Verdict.UNKNOWN;
        };
    }

    private static Sha256 hash(Path pdf) {
        try {
            return Sha256.of(pdf);
        } catch (IOException e) {
            throw new SigningException("The file cannot be read", e);
        }
    }

    private static String proven(SignatureReport report) {
        return report.verdict() == SignatureReport.Verdict.VALID ? "" : " (claimed, not proven)";
    }

    /** A document's own words must not steer the terminal that shows them. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "\uFFFD");
    }
}
