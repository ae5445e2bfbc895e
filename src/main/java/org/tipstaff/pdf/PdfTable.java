package org.tipstaff.pdf;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private final Typeface.Sized plain;
    private final Typeface.Sized strong;
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
        List<CellTags> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(new CellTags(row.child("TH", COLUMN_HEADER)));
        }
        titles.draw(page, cells, 0, Integer.MAX_VALUE);
        for (CellTags cell : cells) {
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
        List<CellTags> tags = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            Tag cell = look == Look.FACTS && i == 0 ? row.child("TH", ROW_HEADER) : row.child("TD");
            tags.add(new CellTags(cell));
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
        for (CellTags tag : tags) {
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

    /** The elements of a cell: of what it shows, and after it of its spelling, once there is something of it. */
    private static final class CellTags {
        private final Tag shown;
        private @Nullable Tag spelling;

        CellTags(Tag shown) {
            this.shown = shown;
        }

        Tag spelling() {
            Tag known = spelling;
            if (known == null) {
                known = shown.child("Span");
                spelling = known;
            }
            return known;
        }

        void close() throws IOException {
            if (spelling != null) {
                spelling.close();
            }
            shown.close();
        }
    }

    /** A cell's lines, and below them its spelling where what it shows could be read as another value. */
    private record Cell(Block shown, @Nullable Block spelling) {
        int depth() {
            return shown.lines().size()
                    + (spelling == null ? 0 : spelling.lines().size());
        }
    }

    /** The cells of one row, broken into lines. */
    private final class Line {
        private final boolean header;
        private final List<Cell> cells = new ArrayList<>(columns.size());
        private int depth = 1;

        Line(boolean header) {
            this.header = header;
        }

        void add(String text, Typeface.Sized font) {
            Cell cell = cell(text, font, columns.get(cells.size()).exact() && !header);
            depth = Math.max(depth, cell.depth());
            cells.add(cell);
        }

        private Cell cell(String text, Typeface.Sized font, boolean exact) {
            Ink ink = font == strong ? Ink.HEADING : Ink.TEXT;
            if (!exact || VisibleText.isPlain(text)) {
                return new Cell(block(font.line(text), font, ink), null);
            }
            TextLine shown = font.reading(text);
            return new Cell(
                    block(shown, font, ink),
                    shown.text().equals(VisibleText.spelling(text))
                            ? null
                            : block(font.spelling(text), font, Ink.QUIET));
        }

        private Block block(TextLine text, Typeface.Sized font, Ink ink) {
            List<TextLine> lines = TextLines.wrap(text, font, width(cells.size()) - look.gutter);
            return new Block(lines, font, ink, look.leading());
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
        void draw(Page page, List<CellTags> tags, int from, int to) throws IOException {
            float left = page.shape().left();
            float top = page.y() - look.padding;
            int last = from + 1;
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                last = Math.max(last, Math.min(to, cell.depth()));
                Tag tag = tags.isEmpty() ? null : tags.get(i).shown;
                draw(page, tag, cell.shown(), left, top, from, to);
                Block spelling = cell.spelling();
                if (spelling != null && to > cell.shown().lines().size()) {
                    int above = cell.shown().lines().size();
                    float lower = top - Math.max(0, above - from) * look.leading();
                    draw(page, tags.get(i).spelling(), spelling, left, lower, from - above, to - above);
                }
                left += width(i);
            }
            float bottom = top - (last - from) * look.leading() - look.padding;
            page.rule(
                    header ? Ink.HEADING : Ink.RULE,
                    page.shape().left(),
                    bottom,
                    page.shape().textWidth());
            page.moveTo(bottom);
        }

        /** Draws a block's lines from one to another, as far as it has them. */
        private void draw(Page page, @Nullable Tag tag, Block block, float left, float top, int from, int to)
                throws IOException {
            int begin = Math.max(0, from);
            int end = Math.min(to, block.lines().size());
            if (end <= begin || block.isEmpty()) {
                return;
            }
            Block part = begin == 0 && end == block.lines().size() ? block : block.part(begin, end);
            if (tag == null) {
                page.artifact("/Type/Layout", part, left, top);
            } else {
                page.text(tag, part, left, top);
            }
        }
    }
}
