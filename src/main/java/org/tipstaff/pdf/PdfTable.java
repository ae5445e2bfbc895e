package org.tipstaff.pdf;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.PdfObjects;
import org.tipstaff.pdf.text.Ink;

/**
 * A table whose rows go out as they come. Its header row stands again on every page; for readers aloud only once. A row
 * stays on one page unless it is taller than one.
 */
public final class PdfTable implements Closeable {
    private final Pages pages;
    private final Tag table;
    private final Tag body;
    private final Look look;
    private final TableLine line;
    private final RowTags tags;
    private final @Nullable TableLine titles;

    /** How a table is set. */
    enum Look {
        /** Name and value; no header row. */
        FACTS(9.3f, 3.2f, 12),
        /** Few columns, to be read. */
        TEXT(8.6f, 3.6f, 10),
        /** Many columns, to be looked up. */
        DATA(6.8f, 2.4f, 5.5f);

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

        float padding() {
            return padding;
        }

        float gutter() {
            return gutter;
        }

        float size() {
            return size;
        }
    }

    /**
     * Begins a table and writes its header row, if it has one.
     *
     * @param parent of the table's element
     */
    PdfTable(PdfObjects objects, Pages pages, Tag parent, Look look, PdfWriter.Type type, List<Column> columns)
            throws IOException {
        this.pages = pages;
        this.look = look;
        this.table = parent.child("Table");
        TableLine.Type plain = new TableLine.Type(type.regular().at(look.size), Ink.TEXT);
        TableLine.Type strong = new TableLine.Type(type.bold().at(look.size), Ink.HEADING);
        List<TableLine.Type> types = new ArrayList<>(Collections.nCopies(columns.size(), plain));
        List<RowTags.Kind> kinds = new ArrayList<>(Collections.nCopies(columns.size(), RowTags.Kind.DATA));
        if (look == Look.FACTS) {
            types.set(0, strong);
            kinds.set(0, RowTags.Kind.ROW_HEADER);
            titles = null;
            body = table;
        } else {
            titles = new TableLine(look, columns, Collections.nCopies(columns.size(), strong), true)
                    .of(
                            columns.stream().map(Column::title).toList(),
                            pages.current().shape());
            header(objects, titles, columns.size());
            body = table.child("TBody");
        }
        line = new TableLine(look, columns, types, false);
        tags = new RowTags(objects, body, kinds);
    }

    private void header(PdfObjects objects, TableLine line, int columns) throws IOException {
        Tag head = table.child("THead");
        RowTags row = new RowTags(objects, head, Collections.nCopies(columns, RowTags.Kind.COLUMN_HEADER));
        Page page = pages.withRoom(line.height() + 4 * look.size());
        row.begin();
        line.draw(page, row, 0, Integer.MAX_VALUE);
        row.end();
        head.close();
    }

    /** @param cells as many as the table has columns; an empty one stays empty */
    public void row(List<String> cells) throws IOException {
        if (cells.size() != line.columns()) {
            throw new IllegalArgumentException("A row has as many cells as the table has columns");
        }
        Page page = pages.current();
        line.of(cells, page.shape());
        tags.begin();
        if (page.room() < line.height()) {
            page = turn();
        }
        int from = 0;
        while (from < line.depth()) {
            if (from > 0) {
                page = turn();
            }
            int fit = Math.max(1, (int) ((page.room() - 2 * look.padding()) / look.leading()));
            line.draw(page, tags, from, from + fit);
            from += fit;
        }
        tags.end();
    }

    private Page turn() throws IOException {
        Page page = pages.turn(pages.current().shape());
        if (titles != null) {
            titles.draw(page, null, 0, Integer.MAX_VALUE);
        }
        return page;
    }

    @Override
    public void close() throws IOException {
        if (!body.equals(table)) {
            body.close();
        }
        table.close();
        pages.current().moveTo(pages.current().y() - 6);
    }
}
