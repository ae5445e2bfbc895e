package org.tipstaff.document;

import java.util.UUID;
import org.tipstaff.sealing.Sha256;

/**
 * A document as it was received.
 *
 * @param fileName for display only, see {@link DisplayName}; {@link #NAME_NOT_KEPT} for a refused document found again
 * @param size in bytes
 * @param sha256 of the bytes as received
 */
public record OrderDocument(UUID id, String fileName, long size, Sha256 sha256, Inspection inspection) {
    /** Of a refused document only the hash and the reason are kept. */
    public static final String NAME_NOT_KEPT = "name not kept";

    public OrderDocument {
        if (size < 0) {
            throw new IllegalArgumentException("A size is not negative");
        }
    }

    /** Never the name: people write handles and suspects' names into file names. */
    @Override
    public String toString() {
        return "OrderDocument[" + id + "]";
    }
}
