package org.tipstaff.pdf.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Text ready to be drawn in one line.
 *
 * @param text what is extracted from it
 * @param glyphs in the text's own order; empty where the face's own font shows the text character by character
 */
public record TextLine(String text, List<Glyph> glyphs) {
    static final TextLine EMPTY = new TextLine("", List.of());

    static TextLine of(List<Glyph> glyphs) {
        StringBuilder text = new StringBuilder();
        glyphs.forEach(glyph -> text.append(glyph.text()));
        return new TextLine(text.toString(), List.copyOf(glyphs));
    }

    boolean isPlain() {
        return glyphs.isEmpty();
    }

    boolean runsFromTheRight() {
        return !glyphs.isEmpty() && glyphs.stream().anyMatch(Glyph::fromTheRight);
    }

    /**
     * The glyphs from left to right. Letters from right to left change places within their own run only: digits and
     * punctuation between two such runs keep their place, so that one picture has one text.
     */
    public List<Glyph> fromLeftToRight() {
        List<Glyph> visual = new ArrayList<>(glyphs);
        int at = 0;
        while (at < visual.size()) {
            int end = at;
            while (end < visual.size() && visual.get(end).fromTheRight()) {
                end++;
            }
            Collections.reverse(visual.subList(at, end));
            at = end + 1;
        }
        return visual;
    }
}
