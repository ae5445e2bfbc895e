package org.tipstaff.disclosure.verify;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.OtherDocuments;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.validation.ProviderSignatures;

/** What a stranger learns of a file: whether it is as it was signed, when, and by whom. Never what the case is. */
@ApplicationScoped
public class Verification {
    private final DisclosureTable table;
    private final ProviderSignatures signatures;
    private final List<OtherDocuments> others;

    Verification(DisclosureTable table, ProviderSignatures signatures, @All List<OtherDocuments> others) {
        this.table = table;
        this.signatures = signatures;
        this.others = others;
    }

    /** What is known of a file. */
    @Schema(name = "FileVerdict", description = "What is known of a file.")
    public enum Verdict {
        GENUINE(
                "Genuine",
                "This file is, byte for byte, one that the provider disclosed.",
                "You can rely on it. The signature inside lets you check it again without this page."),
        SUPERSEDED(
                "Recalled and replaced",
                "This file was disclosed and later recalled, because something in it was wrong. A corrected disclosure"
                        + " has taken its place.",
                "Do not rely on it. Ask whoever gave it to you for the disclosure that replaces it, named below, and"
                        + " check that one here."),
        RECALLED(
                "Recalled",
                "This file was disclosed and later recalled, because something in it was wrong. No corrected"
                        + " disclosure has taken its place.",
                "Do not rely on it. Ask the agency whether a corrected disclosure is expected, and look here again."),
        ALTERED(
                "Altered",
                "This file carries a signature of the provider, but it is not, byte for byte, one that the provider"
                        + " issued: something in it was changed, added or cut off.",
                "Do not rely on it. Ask the agency for the original file and check that."),
        UNKNOWN(
                "Altered or unknown",
                "No file with this fingerprint was disclosed or signed by the provider.",
                "One changed byte is enough for this answer: printing, scanning, saving anew or half a download"
                        + " changes a file. Ask the"
                        + " agency for the original file and check that. Of a ZIP file nothing is known: unpack it and"
                        + " verify the PDF in its folder data/. An encrypted file (.pgp, .p7m) has to be decrypted first."
                        + " A proof from the audit log is not verified here but together with its PDF.");

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
     * @param signedAt null where the file is not known, or where it belongs to several disclosures
     * @param signedBy name of the custodian, or who issued another document; null as above
     * @param recalledAt null where it was not, or as above
     * @param successor what takes its place; null where nothing does
     * @param part what else is to be said of this file, in sentences; else empty
     * @param other where the file is genuine and no disclosure
     */
    public record Answer(
            Verdict verdict,
            Sha256 sha256,
            @Nullable Instant signedAt,
            @Nullable String signedBy,
            @Nullable Instant recalledAt,
            @Nullable Successor successor,
            String part,
            OtherDocuments.@Nullable Found other) {
        private static final String PART_NEXT =
                "Verify the signed PDF of the same disclosure too: who relies on this file relies on that signature.";

        static Answer without(Verdict verdict, Sha256 sha256, String part) {
            return new Answer(verdict, sha256, null, null, null, null, part, null);
        }

        static Answer of(OtherDocuments.Found other, Sha256 sha256) {
            return new Answer(Verdict.GENUINE, sha256, other.signedAt(), other.issuedBy(), null, null, "", other);
        }

        public String meaning() {
            return other == null ? verdict.meaning() : other.meaning();
        }

        /** What to do now. */
        public String next() {
            if (other != null) {
                return other.next();
            }
            return verdict == Verdict.GENUINE && !part.isEmpty() ? PART_NEXT : verdict.next();
        }
    }

    /** The disclosure that takes the place of a recalled one: its number and when it was signed, nothing of the case. */
    public record Successor(String number, Instant signedAt) {}

    /** Looks up a fingerprint. */
    @Transactional
    public Answer verify(Sha256 hash) {
        List<Disclosure> holders =
                table.withFile(hash).stream().filter(Disclosure::signed).toList();
        if (holders.isEmpty()) {
            return others.stream()
                    .flatMap(other -> other.withHash(hash).stream())
                    .map(other -> Answer.of(other, hash))
                    .findFirst()
                    .orElseGet(() -> Answer.without(Verdict.UNKNOWN, hash, ""));
        }
        return holders.size() == 1 ? one(holders.get(0), hash) : several(holders, hash);
    }

    private Answer one(Disclosure disclosure, Sha256 hash) {
        Successor successor = disclosure.recalled() ? successor(disclosure) : null;
        Verdict recalled = successor == null ? Verdict.RECALLED : Verdict.SUPERSEDED;
        String by =
                disclosure.certifier() == null ? null : disclosure.certifier().name();
        return new Answer(
                disclosure.recalled() ? recalled : Verdict.GENUINE,
                hash,
                disclosure.signedAt(),
                by,
                disclosure.recalledAt(),
                successor,
                part(disclosure, hash),
                null);
    }

    /**
     * Files without a row were once alike in several disclosures. Which of them somebody holds the bytes do not say, so
     * neither does the answer; where one of them was recalled it may be that one.
     */
    private static Answer several(List<Disclosure> holders, Sha256 hash) {
        boolean recalled = holders.stream().anyMatch(Disclosure::recalled);
        String which = "These very bytes belong to " + holders.size() + " disclosures"
                + (recalled ? ", of which at least one was recalled" : "")
                + ", so that this file does not say which of them it is from. Only the signed PDF does.";
        return Answer.without(recalled ? Verdict.RECALLED : Verdict.GENUINE, hash, which);
    }

    /** The one of the same request that stands now, however many were recalled in between. */
    private @Nullable Successor successor(Disclosure recalled) {
        return table.find(recalled.reference())
                .filter(newest -> newest.signed() && !newest.recalled())
                .map(newest -> new Successor(newest.number(), Objects.requireNonNull(newest.signedAt())))
                .orElse(null);
    }

    private static String part(Disclosure disclosure, Sha256 hash) {
        long volumes = 1
                + disclosure.files().stream()
                        .filter(file -> file.kind().isVolume())
                        .count();
        return disclosure.files().stream()
                .filter(file ->
                        file.entry().sha256().equals(hash) && !file.kind().equals(FileKind.PDF))
                .findFirst()
                .map(file -> part(file.kind(), volumes))
                .orElse("");
    }

    private static String part(FileKind kind, long volumes) {
        return kind.isVolume()
                ? kind.title() + " of " + volumes + " of a disclosure. The signature is on volume 1, which"
                        + " lists the fingerprint of this file."
                : "It is the " + kind.title()
                        + " file of a disclosure and has no signature of its own. The signature is"
                        + " on the PDF, which lists the fingerprint of this file.";
    }

    /** Looks at a whole file: one that is not known may still carry our signature, and then was altered. */
    public Answer verify(Path file, Sha256 hash) throws IOException {
        Answer answer = verify(hash);
        if (answer.verdict() != Verdict.UNKNOWN) {
            return answer;
        }
        return signatures.in(file)
                ? Answer.without(Verdict.ALTERED, hash, "")
                : Answer.without(Verdict.UNKNOWN, hash, "No signature of the provider was found in the file either.");
    }
}
