package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogUnavailable;

/**
 * Where the sealed rows of days lie. Which days there are, their keys, batches, pins and locks stay in PostgreSQL for
 * every engine; a day lies in one engine for as long as it lives.
 */
public interface RowStore extends AutoCloseable {
    /**
     * Until when the rows of a day that is now opened are surely kept; null where only retention ends them.
     *
     * @param connection in the transaction that opens it
     */
    @Nullable
    Instant keptUntil(Connection connection, LogDay day) throws SQLException;

    /** Makes room for a day that was just opened; in the transaction that opens it. */
    void open(Connection connection, LogDay day) throws SQLException;

    /** A way in for the rows of one batch. They count from the moment the connection's transaction commits. */
    Writer writer(Connection connection);

    /** The rows of a day that are wanted, to be closed before the connection's transaction ends. */
    Cursor read(Connection connection, Wanted wanted);

    /**
     * Gives back the space of a day that was destroyed. Can be repeated.
     *
     * @return bytes freed now
     */
    long drop(Connection session, LogDay day) throws SQLException;

    /**
     * Removes the rows of one log from a day that lives on. Can be repeated.
     *
     * @return rows removed now
     */
    long empty(Connection session, LogKind log, LogDay day) throws SQLException;

    @Override
    default void close() {}

    /** Why rows cannot be written or read now; nothing where all is well. */
    Optional<String> problem();

    /**
     * What a search wants of one day.
     *
     * @param layingOut whether rows of the day also wait in {@link LogDay#LATE}
     * @param handles sealed under the day's key, for the column of the direction
     * @param from per log the first instant, inside of the day
     * @param to first instant that is too late, at most the end of the day
     */
    record Wanted(
            LogDay day,
            boolean layingOut,
            Direction direction,
            List<byte[]> handles,
            Map<LogKind, Instant> from,
            Instant to) {}

    /** Takes the rows of a batch, of several days. */
    interface Writer extends AutoCloseable {
        /** @throws LogUnavailable where a row before this one could not be stored */
        void add(Days.Place place, SealedRow row) throws SQLException;

        /** Leaves the connection free for another statement. */
        void pause() throws SQLException;

        /** Returns when every row is stored as durably as the engine promises. */
        void finish() throws SQLException;

        /** Breaks off where it was not finished: the transaction can then only be rolled back. */
        @Override
        void close() throws SQLException;
    }

    /** Rows in order of time, then log, source, target and details, so that two readings are equal byte by byte. */
    interface Cursor extends AutoCloseable {
        /**
         * The next row; null after the last one.
         *
         * @throws LogUnavailable where the engine does not answer
         */
        @Nullable
        SealedRow next() throws SQLException;

        @Override
        void close() throws SQLException;
    }
}
