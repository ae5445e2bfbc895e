package org.tipstaff.invitation.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStore;

/**
 * Each day in a table of PostgreSQL of its own, in the same transaction as everything else. The tables are no partitions of
 * a common one: whoever reads a day would then keep all others from being removed.
 */
public final class PostgresRows implements RowStore {
    private final DayParts parts;
    private final Clock clock;

    /** @param parts of a day that is not over yet; a day of the past is one table until it is laid out, and then again */
    public PostgresRows(DayParts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    @Override
    public @Nullable Instant keptUntil(Connection connection, LogDay day) {
        return null;
    }

    @Override
    public void open(Connection connection, LogDay day) throws SQLException {
        List<DayParts.Part> divided = clock.instant().isBefore(day.end()) ? parts.of(day) : List.of();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE " + day.table() + " (LIKE " + LogDay.SHAPE + " INCLUDING ALL, " + day.constraint()
                            + ")" + (divided.isEmpty() ? Days.UNVISITED : " PARTITION BY RANGE (occurred_at)"));
            for (DayParts.Part part : divided) {
                statement.execute("CREATE TABLE " + part.table() + " PARTITION OF " + day.table()
                        + " FOR VALUES FROM ('" + part.from() + "') TO ('" + part.to() + "')" + Days.UNVISITED);
            }
        }
    }

    @Override
    public Writer writer(Connection connection) {
        return new PostgresWriter(connection);
    }

    @Override
    public Cursor read(Connection connection, Wanted wanted) {
        return new PostgresCursor(connection, wanted);
    }

    @Override
    public long drop(Connection session, LogDay day) throws SQLException {
        long bytes = size(session, day);
        try (Statement statement = session.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + day.table());
            // What a layout that never ended has left.
            statement.execute("DROP TABLE IF EXISTS " + day.layout());
            statement.execute("DELETE FROM " + LogDay.LATE + " WHERE day = '" + day + "'");
        }
        return bytes;
    }

    @Override
    public long empty(Connection session, LogKind log, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement()) {
            long deleted =
                    statement.executeLargeUpdate("DELETE FROM " + day.table() + " WHERE log = " + LogCode.of(log));
            return deleted
                    + statement.executeLargeUpdate(
                            "DELETE FROM " + LogDay.LATE + " WHERE day = '" + day + "' AND log = " + LogCode.of(log));
        }
    }

    /** Whoever asks has a connection already: a database that is away shows elsewhere. */
    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    private static long size(Connection session, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COALESCE(sum(pg_total_relation_size(t)), 0) FROM invitation.day_tables('" + day
                                + "') t")) {
            row.next();
            return row.getLong(1);
        }
    }
}
