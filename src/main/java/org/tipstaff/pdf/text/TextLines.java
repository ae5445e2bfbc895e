package org.tipstaff.pdf.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines. The lines put together are the text again, with nothing added and nothing lost, so that what
 * is extracted from the document is what was written into it; a space at which a line breaks hangs over its end.
 */
public final class TextLines {
    private static final String SOFT = "@./-_:;,()›";

    private TextLines() {}

    /** Breaks after a space, else after punctuation, else anywhere. */
    public static List<TextLine> wrap(TextLine text, Typeface.Sized font, float width) {
        if (font.width(text) <= width) {
            return List.of(text);
        }
        List<TextLine> lines = new ArrayList<>();
        int length = text.isPlain() ? text.text().length() : text.glyphs().size();
        int start = 0;
        int afterSpace = 0;
        int afterSoft = 0;
        float used = 0;
        int at = 0;
        while (at < length) {
            int codePoint = text.isPlain()
                    ? text.text().charAt(at)
                    : text.glyphs().get(at).shape();
            float advance = font.width(text, at);
            if (used + advance > width && at > start && codePoint != ' ') {
                int end = afterSpace > start ? afterSpace : afterSoft > start ? afterSoft : at;
                lines.add(part(text, start, end));
                start = end;
                at = end;
                used = 0;
                continue;
            }
            used += advance;
            at++;
            if (codePoint == ' ') {
                afterSpace = at;
            } else if (SOFT.indexOf(codePoint) >= 0) {
                afterSoft = at;
            }
        }
        lines.add(part(text, start, length));
        return lines;
    }

    private static TextLine part(TextLine text, int from, int to) {
        return text.isPlain()
                ? new TextLine(text.text().substring(from, to), List.of())
                : TextLine.of(text.glyphs().subList(from, to));
    }
}
