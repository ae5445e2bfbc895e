package org.tipstaff.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.SignatureReport;
import org.tipstaff.signing.SignatureValidator;

/** What a stranger learns of a file: whether it is as it was signed, when, and by whom. Never what the case is. */
@ApplicationScoped
public class Verification {
    private final DisclosureTable table;
    private final SignatureValidator validator;

    Verification(DisclosureTable table, SignatureValidator validator) {
        this.table = table;
        this.validator = validator;
    }

    /** What is known of a file. */
    public enum Verdict {
        GENUINE(
                "Genuine",
                "This file is, byte for byte, one that the provider disclosed.",
                "You can rely on it. The signature inside lets you check it again without this page."),
        RECALLED(
                "Recalled",
                "This file was disclosed and later recalled, because something in it was wrong.",
                "Do not rely on it. Ask whoever gave it to you for the corrected disclosure."),
        ALTERED(
                "Altered",
                "This file carries the provider's signature, but it is not as it was signed.",
                "Do not rely on it. Ask the agency for the original file and check that."),
        UNKNOWN(
                "Altered or unknown",
                "No file with this fingerprint was disclosed by the provider.",
                "One changed byte is enough for this answer: printing, saving anew or scanning changes a file. Ask the agency for the original file and check that.");

        private final String title;
        private final String meaning;
        private final String next;

        Verdict(String title, String meaning, String next) {
            this.title = title;
            this.meaning = meaning;
            this.next = next;
        }

        public String title() {
            return title;
        }

        public String meaning() {
            return meaning;
        }

        /** What to do now. */
        public String next() {
            return next;
        }
    }

    /**
     * The answer.
     *
     * @param signedAt null where the file is not known
     * @param signedBy name of the custodian; null where the file is not known
     * @param part what a file is that carries no signature of its own, as a sentence; else empty
     */
    public record Answer(
            Verdict verdict,
            Sha256 sha256,
            @Nullable Instant signedAt,
            @Nullable String signedBy,
            String part) {}

    /** Looks up a fingerprint. */
    @Transactional
    public Answer verify(Sha256 hash) {
        Optional<Disclosure> found = table.withFile(hash).filter(Disclosure::signed);
        if (found.isEmpty()) {
            return new Answer(Verdict.UNKNOWN, hash, null, null, "");
        }
        Disclosure disclosure = found.get();
        Verdict verdict = disclosure.recalledAt() == null ? Verdict.GENUINE : Verdict.RECALLED;
        String by =
                disclosure.certifier() == null ? null : disclosure.certifier().name();
        return new Answer(verdict, hash, disclosure.signedAt(), by, part(disclosure, hash));
    }

    private static String part(Disclosure disclosure, Sha256 hash) {
        long volumes = 1
                + disclosure.files().stream()
                        .filter(file -> file.kind().isVolume())
                        .count();
        return disclosure.files().stream()
                .filter(file ->
                        file.entry().sha256().equals(hash) && file.kind().isVolume())
                .findFirst()
                .map(file ->
                        file.kind().title() + " of " + volumes + " of a disclosure. The signature is on volume 1, which"
                                + " lists the fingerprint of this file.")
                .orElse("");
    }

    /** Looks at a whole file: one that is not known may still carry our signature, and then was altered. */
    public Answer verify(Path file, Sha256 hash) {
        Answer answer = verify(hash);
        if (answer.verdict() != Verdict.UNKNOWN) {
            return answer;
        }
        SignatureReport report = validator.validate(file);
        boolean ours = report.verdict() == SignatureReport.Verdict.ALTERED
                || report.verdict() == SignatureReport.Verdict.VALID;
        return ours ? new Answer(Verdict.ALTERED, hash, null, null, "") : answer;
    }
}
