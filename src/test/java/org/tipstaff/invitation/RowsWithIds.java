package org.tipstaff.invitation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with ids, as a writer sends them; places are counted from 1. */
final class RowsWithIds implements ArrivingRows {
    final List<Long> refused = new ArrayList<>();
    private final Iterator<Row> rows;
    private @Nullable String id;
    private long place;

    record Row(@Nullable String id, LogRecord row) {}

    RowsWithIds(Iterator<Row> rows) {
        this.rows = rows;
    }

    static RowsWithIds of(Row... rows) {
        return new RowsWithIds(Arrays.asList(rows).iterator());
    }

    static Row row(@Nullable String id, LogRecord row) {
        return new Row(id, row);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public LogRecord next() {
        Row next = rows.next();
        id = next.id();
        place++;
        return next.row();
    }

    @Override
    public @Nullable String id() {
        return id;
    }

    @Override
    public long place() {
        return place;
    }

    @Override
    public void refuse(long of, String reason) {
        refused.add(of);
    }
}
