package org.tipstaff.invitation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts NDJSON into parts of whole lines, always at the same places, so that a part sent again is the same part. */
final class UploadParts {
    /** In bytes; a line more may fit. Well below what one request may carry. */
    private static final int FULL = 8 << 20;
    /** The portal refuses a line above 16 KiB with its number; only one that never ends stops the upload. */
    private static final int ENDLESS = FULL + (1 << 20);

    private final InputStream in;
    private long lines;

    /**
     * Some whole lines.
     *
     * @param firstLine counted from 1
     */
    record Part(byte[] bytes, long firstLine, long lines) {}

    UploadParts(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * The next part; nothing at the end.
     *
     * @throws IOException where the stream breaks off, or a line has no end
     */
    Optional<Part> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        long before = lines;
        int last = '\n';
        while (bytes.size() < FULL || last != '\n') {
            int b = in.read();
            if (b < 0) {
                break;
            }
            bytes.write(b);
            if (bytes.size() > ENDLESS) {
                throw new IOException("Line " + (lines + 1) + " has no end: this is no NDJSON");
            }
            last = b;
            if (b == '\n') {
                lines++;
            }
        }
        if (last != '\n') {
            lines++;
        }
        return bytes.size() == 0
                ? Optional.empty()
                : Optional.of(new Part(bytes.toByteArray(), before + 1, lines - before));
    }
}
