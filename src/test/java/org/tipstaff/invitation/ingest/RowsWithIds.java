package org.tipstaff.invitation.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogRecord;

/** Rows with ids, as a writer sends them; places are counted from 1. */
public final class RowsWithIds implements ArrivingRows {
    public final List<Long> refused = new ArrayList<>();
    private final Iterator<Row> rows;
    private @Nullable String id;
    private long place;

    public record Row(@Nullable String id, LogRecord row) {}

    public RowsWithIds(Iterator<Row> rows) {
        this.rows = rows;
    }

    public static RowsWithIds of(Row... rows) {
        return new RowsWithIds(Arrays.asList(rows).iterator());
    }

    public static Row row(@Nullable String id, LogRecord row) {
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
