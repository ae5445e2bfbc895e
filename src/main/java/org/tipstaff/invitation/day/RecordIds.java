package org.tipstaff.invitation.day;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tipstaff.invitation.LogKind;

/**
 * The ids that rows of a day came with, in a table of the day that is made for the first of them and goes with the day. It
 * lies in PostgreSQL whichever engine has the rows: an id is taken in the transaction that makes its batch count, so
 * neither is there without the other.
 */
public final class RecordIds {
    /** The table that those of the days are made like, always empty, with its schema. */
    private static final String SHAPE = "invitation.record_id";

    private final LogConnections connections;

    /**
     * What an id was taken for. Both are keyed by the day, see {@link DaySeal#id}.
     *
     * @param content what tells the row from another one under the same id
     */
    public record Taken(UUID id, UUID content, LogKind log) {}

    RecordIds(LogConnections connections) {
        this.connections = connections;
    }

    /** Whether any row of the day ever came with an id. */
    public static boolean exist(Connection connection, LogDay day) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('" + day.idsTable() + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Makes room for ids of a day that the caller's transaction keeps from being destroyed. */
    public void make(Connection connection, LogDay day) throws SQLException {
        if (exist(connection, day)) {
            return;
        }
        // Beside: made by a batch that breaks off, the table would be gone from under those that wait for its ids.
        connections.beside(other -> {
            LogLock.DAYS.takeInTransaction(other);
            try (Statement statement = other.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS " + day.idsTable() + " (LIKE " + SHAPE + " INCLUDING ALL)"
                        + Days.UNVISITED);
            }
        });
    }

    /**
     * Takes those ids that are free, for as long as the caller's transaction is not rolled back. Waits for another one that
     * is taking one of them.
     *
     * @param wanted in an order that is the same for everybody: who has part of what the other wants would wait in a circle
     * @return those that were free
     */
    public static Set<UUID> take(Connection connection, LogDay day, Collection<Taken> wanted) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + day.idsTable()
                + " (id, content, log) SELECT * FROM unnest(?, ?, ?) ON CONFLICT DO NOTHING RETURNING id")) {
            insert.setArray(1, uuids(connection, wanted.stream().map(Taken::id).toArray(UUID[]::new)));
            insert.setArray(
                    2, uuids(connection, wanted.stream().map(Taken::content).toArray(UUID[]::new)));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "int2",
                            wanted.stream().map(each -> LogCode.of(each.log())).toArray(Short[]::new)));
            Set<UUID> free = new HashSet<>(wanted.size() * 2);
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    free.add(rows.getObject(1, UUID.class));
                }
            }
            return free;
        }
    }

    /** What those of some ids that are taken were taken for. */
    public static Map<UUID, UUID> contents(Connection connection, LogDay day, Collection<UUID> ids)
            throws SQLException {
        Map<UUID, UUID> found = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, content FROM " + day.idsTable() + " WHERE id = ANY (?)")) {
            select.setArray(1, uuids(connection, ids.toArray(UUID[]::new)));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                }
            }
        }
        return found;
    }

    /**
     * Removes the ids of a day that was destroyed. Can be repeated.
     *
     * @return bytes freed now
     */
    public static long drop(Connection session, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement()) {
            long bytes;
            try (ResultSet row = statement.executeQuery(
                    "SELECT COALESCE(pg_total_relation_size(to_regclass('" + day.idsTable() + "')), 0)")) {
                row.next();
                bytes = row.getLong(1);
            }
            statement.execute("DROP TABLE IF EXISTS " + day.idsTable());
            return bytes;
        }
    }

    /** Removes the ids of one log from a day that lives on. Can be repeated. */
    public static void empty(Connection session, LogKind log, LogDay day) throws SQLException {
        if (exist(session, day)) {
            try (Statement statement = session.createStatement()) {
                statement.execute("DELETE FROM " + day.idsTable() + " WHERE log = " + LogCode.of(log));
            }
        }
    }

    private static Array uuids(Connection connection, UUID[] values) throws SQLException {
        return connection.createArrayOf("uuid", values);
    }
}
