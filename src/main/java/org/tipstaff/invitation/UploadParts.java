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

    /** The next part; nothing at the end. */
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
