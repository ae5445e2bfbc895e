package org.tipstaff.pdf;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.pdf.Page.Block;

/**
 * A table whose rows go out as they come. Its header row stands again on every page; for readers aloud only once. A row
 * stays on one page unless it is taller than one.
 */
public final class PdfTable implements Closeable {
    private static final String COLUMN_HEADER = "/A<</O/Table/Scope/Column>>";
    private static final String ROW_HEADER = "/A<</O/Table/Scope/Row>>";

    private final Pages pages;
    private final Tag table;
    private final Tag head;
    private final Tag body;
    private final Look look;
    private final PdfFont.Sized plain;
    private final PdfFont.Sized strong;
    private final List<Column> columns = new ArrayList<>();
    private float shares;

    /** How a table is set. */
    enum Look {
        /** Name and value; no header row. */
        FACTS(9.3f, 3.2f, 12),
        /** Few columns, to be read. */
        TEXT(8.6f, 3.6f, 10),
        /** Many columns, to be looked up. */
        DATA(7, 3, 7);

        private final float size;
        private final float padding;
        private final float gutter;

        Look(float size, float padding, float gutter) {
            this.size = size;
            this.padding = padding;
            this.gutter = gutter;
        }

        float leading() {
            return size * 1.28f;
        }
    }

    PdfTable(Pages pages, Tag parent, Look look, PdfWriter.Type type) {
        this.pages = pages;
        this.table = parent.child("Table");
        this.look = look;
        this.plain = type.regular().at(look.size);
        this.strong = type.bold().at(look.size);
        this.head = look == Look.FACTS ? table : table.child("THead");
        this.body = look == Look.FACTS ? table : table.child("TBody");
    }

    void columns(List<Column> given) throws IOException {
        columns.addAll(given);
        for (Column column : columns) {
            shares += column.share();
        }
        if (look == Look.FACTS) {
            return;
        }
        Line titles = new Line(true);
        columns.forEach(column -> titles.add(column.title(), strong));
        Page page = pages.withRoom(titles.height() + 4 * look.size);
        Tag row = head.child("TR");
        List<Tag> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(row.child("TH", COLUMN_HEADER));
        }
        titles.draw(page, cells, 0, Integer.MAX_VALUE);
        for (Tag cell : cells) {
            cell.close();
        }
        row.close();
        head.close();
    }

    /** @param cells as many as the table has columns; an empty one stays empty */
    public void row(List<String> cells) throws IOException {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("A row has as many cells as the table has columns");
        }
        Line line = new Line(false);
        for (int i = 0; i < cells.size(); i++) {
            line.add(cells.get(i), look == Look.FACTS && i == 0 ? strong : plain);
        }
        Tag row = body.child("TR");
        List<Tag> tags = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            tags.add(look == Look.FACTS && i == 0 ? row.child("TH", ROW_HEADER) : row.child("TD"));
        }
        Page page = pages.current();
        if (page.room() < line.height()) {
            page = turn();
        }
        int from = 0;
        while (from < line.depth) {
            if (from > 0) {
                page = turn();
            }
            int fit = Math.max(1, (int) ((page.room() - 2 * look.padding) / look.leading()));
            line.draw(page, tags, from, from + fit);
            from += fit;
        }
        for (Tag tag : tags) {
            tag.close();
        }
        row.close();
    }

    private Page turn() throws IOException {
        Page page = pages.turn(pages.current().shape());
        if (look != Look.FACTS) {
            Line titles = new Line(true);
            columns.forEach(column -> titles.add(column.title(), strong));
            titles.draw(page, List.of(), 0, Integer.MAX_VALUE);
        }
        return page;
    }

    @Override
    public void close() throws IOException {
        if (body != table) {
            body.close();
        }
        table.close();
        pages.current().moveTo(pages.current().y() - 6);
    }

    /** The cells of one row, broken into lines. */
    private final class Line {
        private final boolean header;
        private final List<Block> cells = new ArrayList<>(columns.size());
        private int depth = 1;

        Line(boolean header) {
            this.header = header;
        }

        void add(String text, PdfFont.Sized font) {
            List<String> lines = TextLines.wrap(font.visible(text), font, width(cells.size()) - look.gutter);
            depth = Math.max(depth, lines.size());
            cells.add(new Block(lines, font, font == strong ? Ink.HEADING : Ink.TEXT, look.leading()));
        }

        float height() {
            return depth * look.leading() + 2 * look.padding;
        }

        private float width(int column) {
            return columns.get(column).share()
                    / shares
                    * pages.current().shape().textWidth();
        }

        /** Draws the lines from one to another; without tags as an artifact. */
        void draw(Page page, List<Tag> tags, int from, int to) {
            float left = page.shape().left();
            float top = page.y() - look.padding;
            int last = from;
            for (int i = 0; i < cells.size(); i++) {
                Block cell = cells.get(i);
                int end = Math.min(to, cell.lines().size());
                last = Math.max(last, end);
                if (end > from && !cell.lines().get(0).isEmpty()) {
                    Block part = new Block(cell.lines().subList(from, end), cell.font(), cell.ink(), cell.leading());
                    if (tags.isEmpty()) {
                        page.artifact("/Type/Layout", part, left, top);
                    } else {
                        page.text(tags.get(i), part, left, top);
                    }
                }
                left += width(i);
            }
            float bottom = top - (Math.max(last, from + 1) - from) * look.leading() - look.padding;
            page.rule(
                    header ? Ink.HEADING : Ink.RULE,
                    page.shape().left(),
                    bottom,
                    page.shape().textWidth());
            page.moveTo(bottom);
        }
    }
}
