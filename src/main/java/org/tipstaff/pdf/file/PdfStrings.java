package org.tipstaff.pdf.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How values are spelt in a PDF file (ISO 32000-1, 7.3). */
public final class PdfStrings {
    private PdfStrings() {}

    /** A text string in UTF-16 with its byte order mark (7.9.2.2), in hexadecimal: no character can end it. */
    public static String text(String value) {
        return "<FEFF" + HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.UTF_16BE)) + ">";
    }

    /** A name without its slash; whatever is not a letter, a digit, a dot or a hyphen is escaped (7.3.5). */
    public static String name(String value) {
        StringBuilder name = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-')) {
                name.append(c);
            } else {
                name.append('#').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return name.toString();
    }
}
