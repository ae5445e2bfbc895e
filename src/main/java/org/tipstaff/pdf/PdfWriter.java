package org.tipstaff.pdf;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.tipstaff.pdf.Page.PageShape;
import org.tipstaff.pdf.file.Bytes;
import org.tipstaff.pdf.file.PdfObjects;
import org.tipstaff.pdf.text.Block;
import org.tipstaff.pdf.text.Fonts;
import org.tipstaff.pdf.text.Ink;
import org.tipstaff.pdf.text.TextLine;
import org.tipstaff.pdf.text.TextLines;
import org.tipstaff.pdf.text.Typeface;
import org.tipstaff.pdf.text.VisibleText;

/**
 * Writes a tagged document, page by page, as it is described: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), US
 * Letter. Pages and elements go out as soon as they are complete, so memory does not grow with the rows of a table
 * beyond a few bytes each. Text may hold any character: what a page cannot show safely is written as its code point.
 *
 * <p>Nothing is a document before {@link #finish}: a writer that is closed without it leaves bytes that no reader opens.
 */
public final class PdfWriter implements Closeable {
    private final OutputStream out;
    private final PdfObjects objects;
    private final Fonts fonts;
    private final Type type;
    private final Pages pages;
    private final Tag document;
    private final PdfCatalog catalog;

    /** @param out receives the file front to back; closed by {@link #close} */
    public PdfWriter(OutputStream out, PdfProperties properties) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.objects = new PdfObjects(this.out);
        this.fonts = new Fonts(objects);
        this.type = new Type(fonts.regular(), fonts.bold());
        this.pages = new Pages(objects, properties, fonts);
        this.catalog = new PdfCatalog(objects, properties);
        this.document = Tag.root(objects, catalog.structTreeRoot());
    }

    /** The two faces of the document. */
    record Type(Typeface regular, Typeface bold) {}

    /** The document's title, once, at its beginning; a quiet line may stand above it. */
    public void title(String above, String title) throws IOException {
        paragraph(above, type.bold().at(9), Ink.QUIET, document);
        pages.current().moveTo(pages.current().y() + 3);
        heading("H1", title, 21);
    }

    public void heading(String text) throws IOException {
        Page page = pages.withRoom(70);
        if (page.y() < page.shape().top()) {
            page.moveTo(page.y() - 10);
        }
        heading("H2", text, 12.5f);
    }

    private void heading(String tag, String text, float size) throws IOException {
        catalog.outline(
                VisibleText.of(text, type.bold()::shows),
                pages.current().number(),
                pages.current().y());
        Tag heading = document.child(tag);
        flow(
                heading,
                block(
                        text,
                        type.bold().at(size),
                        Ink.HEADING,
                        pages.current().shape().textWidth()),
                0);
        heading.close();
        pages.current().moveTo(pages.current().y() - 4);
    }

    public void paragraph(String text) throws IOException {
        paragraph(text, type.regular().at(9.3f), Ink.TEXT, document);
    }

    /** Small print: what a reader need not read to understand. */
    public void aside(String text) throws IOException {
        paragraph(text, type.regular().at(8), Ink.QUIET, document);
    }

    /** Spells a value by code points, in small print; nothing where it is printable ASCII throughout. */
    public void spelling(String value) throws IOException {
        if (VisibleText.isPlain(value)) {
            return;
        }
        Typeface.Sized font = type.regular().at(8);
        float width = pages.current().shape().textWidth();
        Tag paragraph = document.child("P");
        flow(paragraph, new Block(TextLines.wrap(font.spelling(value), font, width), font, Ink.QUIET, 8 * 1.34f), 0);
        paragraph.close();
        pages.current().moveTo(pages.current().y() - 5);
    }

    private void paragraph(String text, Typeface.Sized font, Ink ink, Tag parent) throws IOException {
        Tag paragraph = parent.child("P");
        flow(paragraph, block(text, font, ink, pages.current().shape().textWidth()), 0);
        paragraph.close();
        pages.current().moveTo(pages.current().y() - 5);
    }

    /** Names in the left column, what belongs to them in the right one; a table whose rows have headers. */
    public void facts(List<Fact> facts) throws IOException {
        List<Column> columns = List.of(new Column("", 27), new Column("", 73));
        try (PdfTable table = table(columns, PdfTable.Look.FACTS)) {
            for (Fact fact : facts) {
                table.row(List.of(fact.name(), fact.value()));
            }
        }
        pages.current().moveTo(pages.current().y() - 6);
    }

    /** Points of a list. */
    public void points(List<String> points) throws IOException {
        points(points, type.regular().at(9.3f), 0);
    }

    private void points(List<String> points, Typeface.Sized font, float inset) throws IOException {
        Tag list = document.child("L");
        float indent = 11;
        for (String point : points) {
            Block block = block(point, font, Ink.TEXT, pages.current().shape().textWidth() - indent - 2 * inset);
            Page page = pages.withRoom(Math.min(block.lines().size(), 3) * block.leading());
            Tag item = list.child("LI");
            Tag label = item.child("Lbl");
            page.text(label, block("•", font, Ink.HEADING, indent), page.shape().left() + inset, page.y());
            label.close();
            Tag body = item.child("LBody");
            flow(body, block, inset + indent);
            body.close();
            item.close();
            pages.current().moveTo(pages.current().y() - 2.5f);
        }
        list.close();
        pages.current().moveTo(pages.current().y() - 4);
    }

    /** What must not be overlooked: a heading and points on a ground of their own, kept on one page. */
    public void callout(String heading, List<String> points) throws IOException {
        Typeface.Sized font = type.regular().at(8.8f);
        float inset = 12;
        float width = pages.current().shape().textWidth() - 2 * inset - 11;
        float height = 34;
        for (String point : points) {
            Block block = block(point, font, Ink.TEXT, width);
            height += block.lines().size() * block.leading() + 2.5f;
        }
        Page page = pages.withRoom(height);
        float left = page.shape().left();
        float top = page.y() - 4;
        page.fill(Ink.GROUND, left, top - height, page.shape().textWidth(), height);
        page.fill(Ink.HEADING, left, top - height, 2.5f, height);
        page.moveTo(top - 10);
        catalog.outline(VisibleText.of(heading, type.bold()::shows), page.number(), top);
        Tag tag = document.child("H2");
        Block title = block(heading, type.bold().at(11), Ink.HEADING, width);
        page.text(tag, title, left + inset, page.y());
        tag.close();
        page.moveTo(page.y() - title.leading() - 3);
        points(points, font, inset);
        page.moveTo(top - height - 10);
    }

    /** Keeps what follows on one page as far as this height, in points: goes on on a fresh page where it does not fit. */
    public void keepTogether(float height) throws IOException {
        pages.withRoom(height);
    }

    /** Goes on on a fresh upright page. */
    public void newPage() throws IOException {
        pages.turn(PageShape.PORTRAIT);
    }

    /** Goes on on a fresh page that is wider than high, unless the current one is one with this much room. */
    public void widePage(float roomNeeded) throws IOException {
        Page page = pages.current();
        if (page.shape() != PageShape.LANDSCAPE || page.room() < roomNeeded) {
            pages.turn(PageShape.LANDSCAPE);
        }
    }

    /** A table of a few readable columns. Close it before anything else is written. */
    public PdfTable table(List<Column> columns) throws IOException {
        return table(columns, PdfTable.Look.TEXT);
    }

    /** A table of many narrow columns in small print. Close it before anything else is written. */
    public PdfTable dataTable(List<Column> columns) throws IOException {
        return table(columns, PdfTable.Look.DATA);
    }

    /**
     * As {@link #dataTable(List)}, with columns as wide as their values ask for. A column's share is the least of its width,
     * in points.
     *
     * @param sample some of the rows that will come; a value that is wider than those goes on on another line
     */
    public PdfTable dataTable(List<Column> columns, List<List<String>> sample) throws IOException {
        float width = pages.current().shape().textWidth();
        return dataTable(new ColumnWidths(PdfTable.Look.DATA, type, width).of(columns, sample));
    }

    private PdfTable table(List<Column> columns, PdfTable.Look look) throws IOException {
        return new PdfTable(objects, pages, document, look, type, List.copyOf(columns));
    }

    /**
     * Keeps room for a visible signature here, as an empty signature field; once in a document.
     *
     * @param fieldName the field's name
     * @param description what a reader aloud says of it
     * @param under printed under the room's rule: who is to sign
     */
    public SignatureArea signatureArea(String fieldName, String description, List<String> under) throws IOException {
        float height = 56;
        Page page = pages.withRoom(height + 36);
        float left = page.shape().left();
        float bottom = page.y() - height;
        SignatureArea area = new SignatureArea(fieldName, pages.count(), left, bottom, 260, height);
        page.fill(Ink.GROUND, left, bottom, area.width(), height);
        page.fill(Ink.HEADING, left, bottom, area.width(), 0.75f);
        Tag form = document.child("Form");
        int field = objects.reserve();
        catalog.sign(new PdfCatalog.SignatureField(area, description, field, page.number(), form.number()));
        pages.annotate(field);
        form.annotation(page.number(), field);
        form.close();
        page.moveTo(bottom - 5);
        for (String line : under) {
            paragraph(line, type.regular().at(9), Ink.TEXT, document);
        }
        return area;
    }

    public void attach(Attachment attachment) throws IOException {
        catalog.attach(attachment);
    }

    /** Completes the document. */
    public void finish() throws IOException {
        document.close();
        Bytes parents = pages.finish();
        fonts.write();
        catalog.write(document.number(), pages, parents);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        objects.close();
        out.close();
    }

    private static Block block(String text, Typeface.Sized font, Ink ink, float width) {
        return new Block(TextLines.wrap(font.line(text), font, width), font, ink, font.size() * 1.34f);
    }

    /** Draws the block here, and on fresh pages where it does not fit. */
    private void flow(Tag tag, Block block, float inset) throws IOException {
        int from = 0;
        List<TextLine> lines = block.lines();
        while (from < lines.size()) {
            Page page = pages.withRoom(block.leading() * Math.min(2, lines.size() - from));
            int fit = Math.max(1, (int) (page.room() / block.leading()));
            int to = Math.min(lines.size(), from + fit);
            Block part = block.part(from, to);
            page.text(tag, part, page.shape().left() + inset, page.y());
            page.moveTo(page.y() - block.leading() * (to - from));
            from = to;
        }
    }
}
