package org.tipstaff.document.child;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.tipstaff.document.RefusalReason;

/**
 * The outermost form of the file (ISO 32000-1, 7.5): the header comes first and the end-of-file marker last. Stricter
 * than readers are, so that the file cannot be a second thing for another program; but a byte order mark or blank lines
 * before, and blanks, zeros or comment lines after, are no second thing.
 */
final class FileShape {
    private static final int BEFORE = 256;
    private static final Pattern BEGINNING = Pattern.compile("(?:\u00ef\u00bb\u00bf)?\\s{0,200}%PDF-");
    /** Comment lines of printable characters, as portals append them; nothing that another program would take for its own. */
    private static final Pattern AFTER_END = Pattern.compile("(?:[\\s\\x00]|%[\\x20-\\x7e]{0,200}(?:[\\r\\n]|$))*+");

    private static final String END = "%%EOF";
    private static final int TAIL = 65_557; // the furthest from the end that a ZIP directory's end can lie

    private FileShape() {}

    static void check(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] start = new byte[(int) Math.min(BEFORE, in.length())];
            in.readFully(start);
            if (!BEGINNING
                    .matcher(new String(start, StandardCharsets.ISO_8859_1))
                    .lookingAt()) {
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
        if (!AFTER_END.matcher(text.substring(end + END.length())).matches()) {
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
