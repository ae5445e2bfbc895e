package org.tipstaff.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/**
 * Documents other than disclosures that the provider signs, told by the feature that makes them, so that this package
 * need not know it.
 */
public interface OtherDocuments {
    /** The document with this fingerprint; empty where there is none. */
    Optional<Found> withHash(Sha256 hash);

    /** Those of a request that are signed, the first first. For those who may see its record. */
    List<Signed> of(CaseReference reference);

    /**
     * A signed document in the record of a request.
     *
     * @param title its kind, for example "Refusal"
     * @param issuedBy who decided, or on whose behalf it was issued
     * @param sha256 of the whole file
     */
    record Signed(
            String number,
            String title,
            String fileName,
            Instant signedAt,
            String issuedBy,
            long bytes,
            Sha256 sha256) {}

    /**
     * What a stranger learns of it; never what the case is.
     *
     * @param title its kind, for example "Refusal"
     * @param meaning what it is that the file was found to be, a sentence
     * @param next what to do now, in sentences
     * @param issuedBy who decided, or on whose behalf it was issued
     */
    record Found(String title, String meaning, String next, Instant signedAt, String issuedBy) {}
}
