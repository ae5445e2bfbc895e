package org.tipstaff.disclosure.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditEntry;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.audit.InclusionProof;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/**
 * That a signed document stands in the provider's audit log, for whoever checks offline: the entry that names its hash,
 * and the proof that the entry is in the log. The entry is one of the portal itself; it names nobody of the staff.
 *
 * @param format {@link #FORMAT}
 * @param disclosure number of the disclosure
 * @param file name of the document
 * @param sha256 of the document, hexadecimal
 */
public record DisclosureProof(String format, String disclosure, String file, String sha256, InclusionProof proof) {
    static final String FORMAT = "tipstaff-disclosure-proof/1";

    private static final Set<AuditAction> NAMING = EnumSet.of(AuditAction.DISCLOSED, AuditAction.TIME_STAMPED_ANEW);
    private static final long LONGEST = 1_000_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public String fileName() {
        return disclosure + "-proof.json";
    }

    /** The proof as a file. */
    public String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Follows a proof from the document's hash to the signed checkpoint.
     *
     * @param pdf hash of the document at hand
     * @param key of the checkpoints, 32 bytes, as the provider publishes it
     */
    static ContentCheck.Outcome check(Path proof, Sha256 pdf, byte[] key) {
        try {
            if (Files.size(proof) > LONGEST) {
                return problem("The proof cannot be read.");
            }
            DisclosureProof read = JSON.readValue(proof.toFile(), DisclosureProof.class);
            if (!FORMAT.equals(read.format()) || read.proof() == null) {
                return problem("The proof cannot be read.");
            }
            AuditEntry entry = read.proof().follow(key);
            if (!NAMING.contains(entry.action())
                    || !pdf.hex().equals(entry.details().get("sha256"))) {
                return problem("The proof is about another file than this one.");
            }
            return new ContentCheck.Outcome(
                    Optional.empty(),
                    List.of("Audit log: entry " + (read.proof().index() + 1) + " of "
                            + read.proof().treeSize() + " names this file, "
                            + entry.action().name() + " at " + RowTexts.seconds(entry.occurredAt())),
                    List.of(),
                    List.of());
        } catch (IOException e) {
            return problem("The proof cannot be read.");
        } catch (IllegalArgumentException e) {
            return problem(String.valueOf(e.getMessage()));
        }
    }

    private static ContentCheck.Outcome problem(String sentence) {
        return new ContentCheck.Outcome(Optional.empty(), List.of(), List.of(sentence), List.of());
    }

    /** Makes proofs. */
    @ApplicationScoped
    public static class Maker {
        private static final int ENTRIES = 1_000;

        private final AuditReader reader;
        private final InclusionProof.Maker proofs;

        Maker(AuditReader reader, InclusionProof.Maker proofs) {
            this.reader = reader;
            this.proofs = proofs;
        }

        /** The proof of a signed document as it is now. Joins the caller's transaction. */
        public DisclosureProof of(Disclosure disclosure) {
            ManifestEntry document =
                    disclosure.file(FileKind.PDF).orElseThrow(Problem::notFound).entry();
            return new DisclosureProof(
                    FORMAT,
                    disclosure.number(),
                    document.fileName(),
                    document.sha256().hex(),
                    proofs.of(entry(disclosure.reference(), document.sha256())));
        }

        private AuditReader.Numbered entry(CaseReference reference, Sha256 hash) {
            return NAMING.stream()
                    .flatMap(
                            action -> reader
                                    .entries(
                                            new AuditReader.Filter(reference.value(), null, action),
                                            Long.MAX_VALUE,
                                            ENTRIES)
                                    .stream())
                    .filter(numbered ->
                            hash.hex().equals(numbered.entry().details().get("sha256")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No entry names the document of " + reference));
        }
    }
}
