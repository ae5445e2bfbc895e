package org.tipstaff.pdf.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.Bytes;

/** A face of the document: a font of its own, and for the letters which that lacks the fonts that all faces share. */
public final class Typeface {
    private final PdfFont own;
    private final Fonts fonts;

    Typeface(PdfFont own, Fonts fonts) {
        this.own = own;
        this.fonts = fonts;
    }

    /** This face at a size, in points. */
    public record Sized(Typeface face, float size) {
        public float width(TextLine line) {
            int thousandths = 0;
            if (line.isPlain()) {
                String text = line.text();
                for (int i = 0; i < text.length(); i++) {
                    thousandths += face.own.widthOf(text.charAt(i));
                }
            } else {
                for (Glyph glyph : line.glyphs()) {
                    thousandths += glyph.width();
                }
            }
            return thousandths * size / 1000;
        }

        /** The width of a line's n-th glyph. */
        float width(TextLine line, int n) {
            int thousandths = line.isPlain()
                    ? face.own.widthOf(line.text().charAt(n))
                    : line.glyphs().get(n).width();
            return thousandths * size / 1000;
        }

        /** Every character as {@link VisibleText} shows it. */
        public TextLine line(String text) {
            return face.line(VisibleText.of(text, face::shows));
        }

        /** See {@link VisibleText#spelling}. */
        public TextLine spelling(String text) {
            return face.line(VisibleText.spelling(text));
        }

        /** As people read it: see {@link Reading}. */
        public TextLine reading(String text) {
            return VisibleText.isPlain(text) ? new TextLine(text, List.of()) : Reading.of(text, face);
        }
    }

    public Sized at(float size) {
        return new Sized(this, size);
    }

    PdfFont own() {
        return own;
    }

    public boolean shows(int codePoint) {
        return fontOf(codePoint) != null;
    }

    /** The first font that shows it; null where none does. */
    @Nullable
    PdfFont fontOf(int codePoint) {
        return own.shows(codePoint) ? own : fonts.fallback(codePoint);
    }

    private TextLine line(String visible) {
        // Both faces have all of ASCII, which nearly every text is.
        if (VisibleText.isPlain(visible) || visible.chars().allMatch(own::shows)) {
            return new TextLine(visible, List.of());
        }
        return TextLine.of(visible.codePoints().mapToObj(this::glyph).toList());
    }

    /** @param codePoint one that this face shows */
    Glyph glyph(int codePoint) {
        return new Glyph(known(codePoint), codePoint, Character.toString(codePoint), false);
    }

    /** @param shape one that this face shows */
    PdfFont known(int shape) {
        PdfFont font = fontOf(shape);
        if (font == null) {
            throw new IllegalArgumentException("Text must be made visible before it is drawn");
        }
        return font;
    }

    /** Shows a line where the pen stands; the face's own font at this size is current. */
    void show(Pen pen, TextLine line, float size) {
        Bytes content = pen.content();
        if (line.isPlain()) {
            own.encode(content, line.text());
            content.add("Tj\n");
            return;
        }
        List<Glyph> glyphs = line.fromLeftToRight();
        int at = 0;
        while (at < glyphs.size()) {
            PdfFont font = glyphs.get(at).font();
            pen.select(font, size);
            content.add((byte) '(');
            while (at < glyphs.size() && glyphs.get(at).font().equals(font)) {
                font.encode(content, glyphs.get(at));
                at++;
            }
            content.add(")Tj\n");
        }
        pen.select(own, size);
    }
}
