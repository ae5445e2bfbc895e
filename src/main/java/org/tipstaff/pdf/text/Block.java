package org.tipstaff.pdf.text;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.Bytes;

/** A piece of text: its lines, their font, colour and the distance between them in points. */
public final class Block {
    private final List<TextLine> lines;
    private final Typeface.Sized font;
    private final Ink ink;
    private final float leading;
    private final boolean plain;
    private @Nullable Bytes operators;

    public Block(List<TextLine> lines, Typeface.Sized font, Ink ink, float leading) {
        this.lines = lines;
        this.font = font;
        this.ink = ink;
        this.leading = leading;
        this.plain = lines.stream().allMatch(TextLine::isPlain);
    }

    public List<TextLine> lines() {
        return lines;
    }

    Typeface.Sized font() {
        return font;
    }

    Ink ink() {
        return ink;
    }

    public float leading() {
        return leading;
    }

    public Block part(int from, int to) {
        return new Block(List.copyOf(lines.subList(from, to)), font, ink, leading);
    }

    public boolean isEmpty() {
        return lines.get(0).text().isEmpty();
    }

    /** Whether the font alone shows it, character by character. */
    boolean isPlain() {
        return plain;
    }

    /** What shows a plain block where the pen stands; made once, as the same cell often comes again. */
    Bytes operators() {
        Bytes known = operators;
        if (known == null) {
            known = new Bytes(32);
            for (int i = 0; i < lines.size(); i++) {
                if (i > 0) {
                    known.add("T*");
                }
                font.face().own().encode(known, lines.get(i).text());
                known.add("Tj\n");
            }
            operators = known;
        }
        return known;
    }

    /** The lines' text where it does not stand in its order on the page; else empty. */
    public String actualText() {
        if (plain || lines.stream().noneMatch(TextLine::runsFromTheRight)) {
            return "";
        }
        return lines.stream().map(TextLine::text).collect(Collectors.joining());
    }
}
