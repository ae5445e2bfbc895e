package org.tipstaff.pdf;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.text.Block;
import org.tipstaff.pdf.text.Ink;
import org.tipstaff.pdf.text.TextLine;
import org.tipstaff.pdf.text.TextLines;
import org.tipstaff.pdf.text.Typeface;
import org.tipstaff.pdf.text.VisibleText;

/**
 * One row of a table, broken into lines and drawn; then the next. What stands in a column often stands there again in
 * the next row, and is then not broken anew.
 */
final class TableLine {
    private final PdfTable.Look look;
    private final List<Column> columns;
    private final List<Type> types;
    private final boolean header;
    private final Cell[] cells;
    private final float[] widths;
    private Page.@Nullable PageShape shape;
    private int depth;

    /** How a column's text looks. */
    record Type(Typeface.Sized font, Ink ink) {}

    /** A cell's lines, and below them its spelling where what it shows could be read as another value. */
    private record Cell(String text, Block shown, @Nullable Block spelling) {
        int depth() {
            return shown.lines().size()
                    + (spelling == null ? 0 : spelling.lines().size());
        }
    }

    TableLine(PdfTable.Look look, List<Column> columns, List<Type> types, boolean header) {
        this.look = look;
        this.columns = columns;
        this.types = types;
        this.header = header;
        this.cells = new Cell[columns.size()];
        this.widths = new float[columns.size()];
    }

    /** Breaks a row for pages of this shape. */
    TableLine of(List<String> texts, Page.PageShape pages) {
        boolean anew = pages != shape;
        if (anew) {
            measure(pages);
        }
        depth = 1;
        for (int i = 0; i < cells.length; i++) {
            String text = texts.get(i);
            if (anew || !cells[i].text().equals(text)) {
                cells[i] = cell(text, i);
            }
            depth = Math.max(depth, cells[i].depth());
        }
        return this;
    }

    private void measure(Page.PageShape pages) {
        shape = pages;
        float shares = 0;
        for (Column column : columns) {
            shares += column.share();
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).share() / shares * pages.textWidth();
        }
    }

    private Cell cell(String text, int column) {
        Typeface.Sized font = types.get(column).font();
        Ink ink = types.get(column).ink();
        if (header || !columns.get(column).exact() || VisibleText.isPlain(text)) {
            return new Cell(text, block(font.line(text), column, ink), null);
        }
        TextLine shown = font.reading(text);
        boolean clear = shown.text().equals(VisibleText.spelling(text));
        return new Cell(text, block(shown, column, ink), clear ? null : block(font.spelling(text), column, Ink.QUIET));
    }

    private Block block(TextLine text, int column, Ink ink) {
        Typeface.Sized font = types.get(column).font();
        return new Block(TextLines.wrap(text, font, widths[column] - look.gutter()), font, ink, look.leading());
    }

    int columns() {
        return cells.length;
    }

    int depth() {
        return depth;
    }

    float height() {
        return depth * look.leading() + 2 * look.padding();
    }

    /** Draws the lines from one to another; without tags as an artifact. */
    void draw(Page page, @Nullable RowTags tags, int from, int to) throws IOException {
        float left = page.shape().left();
        float top = page.y() - look.padding();
        int last = from + 1;
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i];
            int above = cell.shown().lines().size();
            last = Math.max(last, Math.min(to, cell.depth()));
            draw(page, tags, i, new Piece(cell.shown(), false, left, top), from, to);
            if (cell.spelling() != null && to > above) {
                float lower = top - Math.max(0, above - from) * look.leading();
                draw(page, tags, i, new Piece(cell.spelling(), true, left, lower), from - above, to - above);
            }
            left += widths[i];
        }
        float bottom = top - (last - from) * look.leading() - look.padding();
        page.rule(
                header ? Ink.HEADING : Ink.RULE,
                page.shape().left(),
                bottom,
                page.shape().textWidth());
        page.moveTo(bottom);
    }

    /** A block and where it goes. */
    private record Piece(Block block, boolean spelling, float left, float top) {}

    /** Draws a block's lines from one to another, as far as it has them. */
    private static void draw(Page page, @Nullable RowTags tags, int column, Piece piece, int from, int to)
            throws IOException {
        Block block = piece.block();
        int lines = block.lines().size();
        int begin = Math.max(0, from);
        int end = Math.min(to, lines);
        if (end <= begin || block.isEmpty()) {
            return;
        }
        Block part = begin == 0 && end == lines ? block : block.part(begin, end);
        if (tags == null) {
            page.artifact("/Type/Layout", part, piece.left(), piece.top());
        } else {
            tags.text(page, column, piece.spelling(), part, piece.left(), piece.top());
        }
    }
}
