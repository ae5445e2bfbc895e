package org.tipstaff.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.sealing.Sha256;

/**
 * A disclosure as it stands.
 *
 * @param number printed on it, for example {@code TS-26-000017-D1}: its edition
 * @param rows of the log that it shows
 * @param previewHash of the unsigned document that the custodian reads
 * @param certifier the custodian who meant to sign; null before
 * @param files the signed document and its twins; before signing only the twins
 * @param expiresAt until when the files can be downloaded; null before it is disclosed
 */
public record Disclosure(
        Edition edition,
        String number,
        long rows,
        Instant preparedAt,
        Sha256 previewHash,
        Request.@Nullable Person certifier,
        @Nullable Instant intendedAt,
        @Nullable Instant signedAt,
        @Nullable Instant disclosedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant recalledAt,
        @Nullable String recallAskedBy,
        @Nullable String recallReason,
        List<File> files) {
    public Disclosure {
        files = List.copyOf(files);
    }

    /**
     * A file of the disclosure.
     *
     * @param revision 1 as it was disclosed; each further document time-stamp makes another of the signed document
     */
    public record File(FileKind kind, ManifestEntry entry, int revision) {
        /** Under which it lies in the store: what was delivered once is never overwritten. */
        public String object() {
            return revision == 1 ? kind.name() : kind.name() + "-" + revision;
        }
    }

    public CaseReference reference() {
        return edition.reference();
    }

    public boolean recalled() {
        return recalledAt != null;
    }

    public Optional<File> file(FileKind kind) {
        return files.stream().filter(file -> file.kind().equals(kind)).findFirst();
    }

    public boolean signed() {
        return signedAt != null;
    }

    /** Whether the time for downloading is over; the files can be asked for again. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
