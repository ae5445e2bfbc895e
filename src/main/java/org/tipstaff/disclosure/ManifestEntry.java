package org.tipstaff.disclosure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tipstaff.sealing.Sha256;

/**
 * A produced file, as the certificate lists it (FRE 902(14)).
 *
 * @param fileName without folders
 * @param mediaType for example {@code text/csv}
 * @param rows of the log that it shows
 * @param bytes its length
 */
public record ManifestEntry(String fileName, String mediaType, long rows, long bytes, Sha256 sha256) {
    /** Reads the file as it lies on disk, so that what is certified is what is there. */
    public static ManifestEntry of(Path file, String mediaType, long rows) throws IOException {
        Path name = file.getFileName();
        if (name == null) {
            throw new IllegalArgumentException("A file has a name");
        }
        return new ManifestEntry(name.toString(), mediaType, rows, Files.size(file), Sha256.of(file));
    }
}
