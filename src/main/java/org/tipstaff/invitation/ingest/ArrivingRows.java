package org.tipstaff.invitation.ingest;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogRecord;

/** Rows on their way into the log. Some have an id, by which the log keeps each once (ADR 33). */
public interface ArrivingRows extends Iterator<LogRecord> {
    /** Id of the row that was handed out last; null where it has none. Asked before the next row is. */
    @Nullable
    String id();

    /** Where that row stands, as a writer looks it up: a line or an offset. */
    long place();

    /**
     * A row that was handed out is not kept.
     *
     * @param reason names fields, never values
     */
    void refuse(long place, String reason);

    /** Rows of the application's own making have no ids. */
    static ArrivingRows of(Iterator<LogRecord> rows) {
        return rows instanceof ArrivingRows arriving ? arriving : new WithoutIds(rows);
    }

    /** Rows that are told apart by nothing. */
    record WithoutIds(Iterator<LogRecord> rows) implements ArrivingRows {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public LogRecord next() {
            return rows.next();
        }

        @Override
        public @Nullable String id() {
            return null;
        }

        @Override
        public long place() {
            throw new IllegalStateException("Rows without ids are not refused");
        }

        @Override
        public void refuse(long place, String reason) {
            throw new IllegalStateException("Rows without ids are not refused");
        }
    }
}
