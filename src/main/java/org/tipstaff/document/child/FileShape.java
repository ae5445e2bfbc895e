package org.tipstaff.document.child;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.tipstaff.document.RefusalReason;

/**
 * The outermost form of the file (ISO 32000-1, 7.5): the header is the very first bytes and the end-of-file marker the
 * very last. Stricter than readers are, so that the file cannot be a second thing for another program.
 */
final class FileShape {
    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final String END = "%%EOF";
    private static final int TAIL = 65_557; // the furthest from the end that a ZIP directory's end can lie

    private FileShape() {}

    static void check(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] start = new byte[HEADER.length];
            if (in.length() < HEADER.length) {
                throw new Refused(RefusalReason.NOT_A_PDF);
            }
            in.readFully(start);
            if (!java.util.Arrays.equals(start, HEADER)) {
                throw new Refused(RefusalReason.NOT_A_PDF);
            }
            byte[] tail = new byte[(int) Math.min(TAIL, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            checkEnd(tail);
        }
    }

    private static void checkEnd(byte[] tail) {
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        if (isZip(text)) {
            throw new Refused(RefusalReason.NOT_A_PDF);
        }
        int end = text.lastIndexOf(END);
        if (end < 0) {
            throw new Refused(RefusalReason.BROKEN);
        }
        if (!text.substring(end + END.length()).chars().allMatch(c -> c == 0 || Character.isWhitespace(c))) {
            // A truncated incremental update also looks like this; either way it is not one whole PDF.
            throw new Refused(RefusalReason.NOT_A_PDF);
        }
    }

    private static boolean isZip(String tail) {
        for (int at = tail.indexOf("PK\5\6"); at >= 0; at = tail.indexOf("PK\5\6", at + 1)) {
            if (at + 22 <= tail.length()
                    && at + 22 + tail.charAt(at + 20) + (tail.charAt(at + 21) << 8) == tail.length()) {
                return true;
            }
        }
        return false;
    }
}
