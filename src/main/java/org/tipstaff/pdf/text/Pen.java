package org.tipstaff.pdf.text;

import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.Bytes;

/**
 * What draws the text of one page. It knows what the page's text state is (ISO 32000-1, 9.3) and writes an operator only
 * where that changes: a page of a table is mostly cells in one font and colour.
 */
public final class Pen {
    private final Bytes content;
    private boolean text;
    private @Nullable Ink ink;
    private @Nullable PdfFont font;
    private float size;
    private int leading;
    private int x;
    private int y;

    public Pen(Bytes content) {
        this.content = content;
    }

    /** Begins a text object unless one is open. */
    public void down() {
        if (!text) {
            content.add("BT\n");
            text = true;
            x = 0;
            y = 0;
        }
    }

    /** Ends the text object: what follows is no text. */
    public void up() {
        if (text) {
            content.add("ET\n");
            text = false;
        }
    }

    /** Draws a block's lines; the first one's upper edge is at {@code top}. */
    public void draw(Block block, float left, float top) {
        Typeface.Sized face = block.font();
        if (ink != block.ink()) {
            ink = block.ink();
            content.add(block.ink().fill());
        }
        select(face.face().own(), face.size());
        int lines = block.lines().size();
        if (lines > 1) {
            leading(Bytes.hundredthsOf(block.leading()));
        }
        moveTo(Bytes.hundredthsOf(left), Bytes.hundredthsOf(top - face.size()));
        if (lines > 1) {
            y -= leading * (lines - 1);
        }
        if (block.isPlain()) {
            content.add(block.operators());
            return;
        }
        for (int i = 0; i < lines; i++) {
            if (i > 0) {
                content.add("T*");
            }
            face.face().show(this, block.lines().get(i), face.size());
        }
    }

    private void leading(int hundredths) {
        if (leading != hundredths) {
            leading = hundredths;
            content.hundredths(hundredths).add(" TL ");
        }
    }

    private void moveTo(int newX, int newY) {
        content.hundredths(newX - x).add((byte) ' ').hundredths(newY - y).add(" Td");
        x = newX;
        y = newY;
    }

    /** Makes this the font of what follows. */
    void select(PdfFont wanted, float wantedSize) {
        if (font != wanted || size != wantedSize) {
            font = wanted;
            size = wantedSize;
            wanted.select(content, wantedSize);
        }
    }

    /** Where strings are shown. */
    Bytes content() {
        return content;
    }
}
