package org.tipstaff.invitation.upload;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.tipstaff.invitation.ingest.RecordLine;
import org.tipstaff.sealing.Sha256;

/** Cuts NDJSON into parts of whole lines, always at the same places, so that a part sent again is the same part. */
final class UploadParts {
    /** In bytes; a line more may fit. Well below what one request may carry. */
    private static final int FULL = 8 << 20;
    /** The portal refuses a line above 16 KiB with its number; only one that never ends stops the upload. */
    private static final int ENDLESS = FULL + (1 << 20);

    private final InputStream in;
    private final MessageDigest before;
    private final boolean grows;
    private boolean ended;
    private long position;
    private long lines;

    /**
     * Some whole lines.
     *
     * @param firstLine counted from 1
     * @param end where the next part begins, in bytes
     * @param prefix hash of all bytes up to the end
     */
    record Part(byte[] bytes, long firstLine, long lines, long end, Sha256 prefix) {
        /**
         * The same for the same bytes at the same place after the same bytes, and for nothing else: lines that stand in a
         * file twice are two.
         */
        String key() {
            return prefix.hex() + "-" + (end - bytes.length);
        }
    }

    /** @param grows whether somebody may be writing to it: a last line that is no record yet is then left for later */
    UploadParts(InputStream in, boolean grows) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.before = Sha256.digest();
        this.grows = grows;
    }

    /**
     * Passes over what was sent.
     *
     * @return whether it is what was sent; nothing may be read where it is not
     */
    boolean skip(SentSoFar sent) throws IOException {
        byte[] buffer = new byte[1 << 16];
        byte last = '\n';
        while (position < sent.position()) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, sent.position() - position));
            if (read < 0) {
                return false;
            }
            before.update(buffer, 0, read);
            position += read;
            last = buffer[read - 1];
        }
        // The end of a last line that had none may come now: it belongs to that line.
        lines = last == '\n' ? sent.lines() : sent.lines() - 1;
        return prefix().equals(sent.sha256());
    }

    /** The next part; nothing at the end. */
    Optional<Part> next() throws IOException {
        return next(Long.MAX_VALUE);
    }

    /**
     * The next part; nothing at the end.
     *
     * @param end where it ends at the latest, in bytes
     * @throws IOException where the stream breaks off, or a line has no end
     */
    Optional<Part> next(long end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        long linesBefore = lines;
        int last = '\n';
        int whole = 0;
        while (!ended && (bytes.size() < FULL || last != '\n') && position + bytes.size() < end) {
            int b = in.read();
            if (b < 0) {
                // What comes later comes with the next upload: the rest of a line that was left is no line.
                ended = true;
                break;
            }
            bytes.write(b);
            if (bytes.size() > ENDLESS) {
                throw new IOException("Line " + (lines + 1) + " has no end: this is no NDJSON");
            }
            last = b;
            if (b == '\n') {
                lines++;
                whole = bytes.size();
            }
        }
        byte[] read = bytes.toByteArray();
        if (last != '\n') {
            if (grows && !isRecord(read, whole)) {
                read = java.util.Arrays.copyOf(read, whole);
            } else {
                lines++;
            }
        }
        return read.length == 0 ? Optional.empty() : Optional.of(part(read, linesBefore));
    }

    private Part part(byte[] bytes, long linesBefore) {
        before.update(bytes);
        position += bytes.length;
        return new Part(bytes, linesBefore + 1, lines - linesBefore, position, prefix());
    }

    private Sha256 prefix() {
        try {
            return Sha256.of((MessageDigest) before.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this Java cannot be copied", e);
        }
    }

    private static boolean isRecord(byte[] bytes, int from) {
        try {
            byte[] line = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
            RecordLine.read(line, line.length);
            return true;
        } catch (RecordLine.Malformed e) {
            return false;
        }
    }
}
