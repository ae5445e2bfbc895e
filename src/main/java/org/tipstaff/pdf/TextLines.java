package org.tipstaff.pdf;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines. The lines put together are the text again, with nothing added and nothing lost, so that what
 * is extracted from the document is what was written into it; a space at which a line breaks hangs over its end.
 */
final class TextLines {
    private static final String SOFT = "@./-_:;,()";

    private TextLines() {}

    /** @param text visible in this font; breaks after a space, else after punctuation, else anywhere */
    static List<String> wrap(String text, PdfFont.Sized font, float width) {
        if (font.width(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        int start = 0;
        int afterSpace = 0;
        int afterSoft = 0;
        float used = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            float advance = font.width(codePoint);
            if (used + advance > width && at > start && codePoint != ' ') {
                int end = afterSpace > start ? afterSpace : afterSoft > start ? afterSoft : at;
                lines.add(text.substring(start, end));
                start = end;
                at = end;
                used = 0;
                continue;
            }
            used += advance;
            at += Character.charCount(codePoint);
            if (codePoint == ' ') {
                afterSpace = at;
            } else if (SOFT.indexOf(codePoint) >= 0) {
                afterSoft = at;
            }
        }
        lines.add(text.substring(start));
        return lines;
    }
}
