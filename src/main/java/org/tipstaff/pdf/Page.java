package org.tipstaff.pdf;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.Bytes;
import org.tipstaff.pdf.file.PdfObjects;
import org.tipstaff.pdf.file.PdfStrings;
import org.tipstaff.pdf.text.Block;
import org.tipstaff.pdf.text.Ink;
import org.tipstaff.pdf.text.Pen;

/** One page while it is being filled: text that belongs to the structure tree, and rules and grounds that do not. */
final class Page {
    private static final Bytes REFERENCE = Bytes.of(" 0 R ");
    private static final Bytes MARKED = Bytes.of("/Span<</MCID ");
    private static final Bytes BEGIN = Bytes.of(">>BDC\n");
    private static final Bytes END = Bytes.of("EMC\n");

    private final PageShape shape;
    private final int number;
    private final Bytes ground = Bytes.of("/Artifact<</Type/Layout>>BDC\n");
    private final Bytes content = new Bytes(1 << 15);
    private final Bytes parents = new Bytes(1 << 13);
    private final Pen pen = new Pen(content);
    private @Nullable Ink groundInk;
    private int markedContents;
    private float y;

    Page(PageShape shape, int number) {
        this.shape = shape;
        this.number = number;
        this.y = shape.top();
    }

    /** The size of a sheet, US Letter, and the margins that the text keeps; points. */
    enum PageShape {
        PORTRAIT(612, 792, 64),
        LANDSCAPE(792, 612, 36);

        private final float width;
        private final float height;
        private final float margin;

        PageShape(float width, float height, float margin) {
            this.width = width;
            this.height = height;
            this.margin = margin;
        }

        float left() {
            return margin;
        }

        float right() {
            return width - margin;
        }

        float textWidth() {
            return width - 2 * margin;
        }

        float height() {
            return height;
        }

        float top() {
            return height - 70;
        }

        float bottom() {
            return 56;
        }

        String mediaBox() {
            return "/MediaBox[0 0 " + Math.round(width) + " " + Math.round(height) + "]";
        }
    }

    PageShape shape() {
        return shape;
    }

    int number() {
        return number;
    }

    /** Where the next thing's upper edge goes. */
    float y() {
        return y;
    }

    void moveTo(float newY) {
        y = newY;
    }

    float room() {
        return y - shape.bottom();
    }

    /** Draws lines that belong to an element. The first line's upper edge is at {@code top}. */
    void text(Tag tag, Block block, float left, float top) {
        tag.content(number, text(tag.number(), block, left, top));
    }

    /** @return the number of the marked content on this page, for the element to name */
    int text(int element, Block block, float left, float top) {
        int id = markedContents++;
        parents.add(element).add(REFERENCE);
        pen.down();
        content.add(MARKED).add(id);
        String actual = block.actualText();
        if (!actual.isEmpty()) {
            content.add("/ActualText").add(PdfStrings.text(actual));
        }
        content.add(BEGIN);
        pen.draw(block, left, top);
        content.add(END);
        return id;
    }

    /** Draws lines that repeat or decorate; readers aloud pass over them (ISO 14289-1, 7.8). */
    void artifact(String properties, Block block, float left, float top) {
        pen.down();
        content.add("/Artifact<<").add(properties).add(">>BDC\n");
        pen.draw(block, left, top);
        content.add(END);
    }

    /** Draws a form that is written later, as part of a page's foot. */
    void footForm(String name, float left, float baseline) {
        pen.up();
        content.add("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\nq 1 0 0 1 ")
                .number(left)
                .add((byte) ' ')
                .number(baseline)
                .add(" cm/")
                .add(name)
                .add(" Do Q\nEMC\n");
    }

    void rule(Ink ink, float left, float at, float width) {
        fill(ink, left, at, width, 0.5f);
    }

    /** Fills a rectangle below all text; {@code bottom} is its lower edge. */
    void fill(Ink ink, float left, float bottom, float width, float height) {
        if (ink != groundInk) {
            groundInk = ink;
            ground.add(ink.fill());
        }
        ground.number(left)
                .add((byte) ' ')
                .number(bottom)
                .add((byte) ' ')
                .number(width)
                .add((byte) ' ')
                .number(height)
                .add(" re f\n");
    }

    /** The structure elements of this page's marked contents, in their order (ISO 32000-1, 14.7.4.4). */
    Bytes parents() {
        return parents;
    }

    /** @param index this page's place in the structure tree's table of parents */
    void write(PdfObjects objects, String entries, int index) throws IOException {
        pen.up();
        int stream = objects.reserve();
        objects.stream(stream, "", ground.add("EMC\n"), content);
        objects.put(
                number,
                "<</Type/Page" + shape.mediaBox() + "/Tabs/S/StructParents " + index + "/Contents " + stream + " 0 R"
                        + entries + ">>");
    }
}
