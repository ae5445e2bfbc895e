package org.tipstaff.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** One page while it is being filled: text that belongs to the structure tree, and rules and grounds that do not. */
final class Page {
    private final PageShape shape;
    private final int number;
    private final StringBuilder ground = new StringBuilder(512);
    private final StringBuilder content = new StringBuilder(8192);
    private final StringBuilder parents = new StringBuilder(1024);
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
        LANDSCAPE(792, 612, 46);

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

    /** A piece of text: its lines, their font, colour and the distance between them. */
    record Block(List<TextLine> lines, Typeface.Sized font, Ink ink, float leading) {
        Block part(int from, int to) {
            return new Block(List.copyOf(lines.subList(from, to)), font, ink, leading);
        }

        boolean isEmpty() {
            return lines.get(0).text().isEmpty();
        }

        /** The lines' text where it does not stand in its order on the page; else empty. */
        private String actualText() {
            for (TextLine line : lines) {
                if (line.runsFromTheRight()) {
                    return lines.stream().map(TextLine::text).collect(Collectors.joining());
                }
            }
            return "";
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
    void text(Tag tag, Block block, float left, float top) throws IOException {
        int id = markedContents++;
        tag.content(number, id);
        parents.append(tag.number()).append(" 0 R ");
        content.append("/Span<</MCID ").append(id);
        String actual = block.actualText();
        if (!actual.isEmpty()) {
            content.append("/ActualText").append(PdfStrings.text(actual));
        }
        content.append(">>BDC\n");
        draw(block, left, top);
        content.append("EMC\n");
    }

    /** Draws lines that repeat or decorate; readers aloud pass over them (ISO 14289-1, 7.8). */
    void artifact(String properties, Block block, float left, float top) throws IOException {
        content.append("/Artifact<<").append(properties).append(">>BDC\n");
        draw(block, left, top);
        content.append("EMC\n");
    }

    private void draw(Block block, float left, float top) throws IOException {
        Typeface face = block.font().face();
        content.append(block.ink().fill()).append("BT");
        face.own().select(content, block.font().size());
        PdfStrings.number(content, block.leading()).append(" TL ");
        PdfStrings.number(content, left).append(' ');
        PdfStrings.number(content, top - block.font().size()).append(" Td\n");
        boolean first = true;
        for (TextLine line : block.lines()) {
            if (!first) {
                content.append("T*");
            }
            first = false;
            face.show(content, line, block.font().size());
        }
        content.append("ET\n");
    }

    /** Draws a form that is written later, as part of a page's foot. */
    void footForm(String name, float left, float baseline) {
        content.append("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\nq 1 0 0 1 ");
        PdfStrings.number(content, left).append(' ');
        PdfStrings.number(content, baseline).append(" cm/").append(name).append(" Do Q\nEMC\n");
    }

    void rule(Ink ink, float left, float at, float width) {
        fill(ink, left, at, width, 0.5f);
    }

    /** Fills a rectangle below all text; {@code bottom} is its lower edge. */
    void fill(Ink ink, float left, float bottom, float width, float height) {
        ground.append(ink.fill());
        PdfStrings.number(ground, left).append(' ');
        PdfStrings.number(ground, bottom).append(' ');
        PdfStrings.number(ground, width).append(' ');
        PdfStrings.number(ground, height).append(" re f\n");
    }

    /** The structure elements of this page's marked contents, in their order (ISO 32000-1, 14.7.4.4). */
    String parents() {
        return "[" + parents + "]";
    }

    /** @param index this page's place in the structure tree's table of parents */
    void write(PdfObjects objects, String entries, int index) throws IOException {
        int stream = objects.reserve();
        String whole = "/Artifact<</Type/Layout>>BDC\n" + ground + "EMC\n" + content;
        objects.stream(stream, "", whole.getBytes(StandardCharsets.ISO_8859_1));
        objects.put(
                number,
                "<</Type/Page" + shape.mediaBox() + "/Tabs/S/StructParents " + index + "/Contents " + stream + " 0 R"
                        + entries + ">>");
    }
}
