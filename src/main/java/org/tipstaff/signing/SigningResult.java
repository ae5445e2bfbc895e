package org.tipstaff.signing;

import java.nio.file.Path;
import java.time.Instant;
import org.tipstaff.sealing.Sha256;

/**
 * A signed document on disk.
 *
 * @param file the target that was asked for
 * @param sha256 of the whole signed file
 * @param bytes size of the signed file
 * @param signedAt the signing time that the signature claims
 */
public record SigningResult(Path file, Sha256 sha256, long bytes, Instant signedAt) {
    public SigningResult {
        if (bytes <= 0) {
            throw new IllegalArgumentException("A signed file is not empty");
        }
    }
}
