package org.tipstaff.invitation.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogLock;

/**
 * The retention values in force, and how far each log has expired. Read anew in every transaction that needs them, so
 * that all copies of the application apply the same: a value is in the table for {@link RetentionChanges#NOTICE} before
 * it applies.
 */
public final class RetentionTable {
    private final LogConnections connections;
    private final Retentions configured;

    /** @param configured the first values; they count until they are in the table */
    public RetentionTable(LogConnections connections, Retentions configured) {
        this.connections = connections;
        this.configured = configured;
    }

    Retentions read() {
        return connections.<Retentions, RuntimeException>inTransaction(this::read);
    }

    public Retentions read(Connection connection) throws SQLException {
        Retentions found = new Retentions(java.util.List.of(), expired(connection));
        boolean none = true;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT log, kept_seconds, effective_from FROM log_retention"
                        + " WHERE place IS NOT NULL ORDER BY place")) {
            while (row.next()) {
                none = false;
                found = found.decided(new Retention(
                        LogCode.log(row.getShort(1)),
                        Duration.ofSeconds(row.getLong(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
            }
        }
        return none ? new Retentions(configured.history(), found.expired()) : found;
    }

    private static Map<LogKind, Instant> expired(Connection connection) throws SQLException {
        Map<LogKind, Instant> found = new EnumMap<>(LogKind.class);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT log, cutoff FROM invitation.expired")) {
            while (row.next()) {
                found.put(
                        LogCode.log(row.getShort(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
        return found;
    }

    /** Remembers how far the logs have expired. The caller holds the lock that excludes readers and pins. */
    static void expire(Connection session, Map<LogKind, Instant> cutoffs) throws SQLException {
        try (PreparedStatement insert = session.prepareStatement(
                "INSERT INTO invitation.expired (log, cutoff)"
                        + " VALUES (?, ?) ON CONFLICT (log) DO UPDATE SET cutoff = GREATEST(expired.cutoff, excluded.cutoff)")) {
            for (Map.Entry<LogKind, Instant> cutoff : cutoffs.entrySet()) {
                insert.setShort(1, LogCode.of(cutoff.getKey()));
                insert.setObject(2, LogTime.utc(LogTime.instant(LogTime.micros(cutoff.getValue()))));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Writes the configured values down, once. Later the configuration has no say: else whoever restarts the application
     * could change retention alone.
     *
     * @return whether the values that were written down first are those of the configuration
     */
    public boolean establish(Instant now) {
        return connections.<Boolean, RuntimeException>inTransaction(connection -> {
            LogLock.RETENTION.takeInTransaction(connection);
            if (count(connection) == 0) {
                for (LogKind log : LogKind.values()) {
                    insertFirst(connection, log, now);
                }
            }
            return first(connection).equals(withDefaults());
        });
    }

    /** The default is written down too: an entry that is added to the configuration later must not take its place. */
    private Retentions withDefaults() {
        Retentions found = Retentions.defaults();
        for (LogKind log : LogKind.values()) {
            found = found.decided(new Retention(log, Retention.DEFAULT, Instant.EPOCH));
        }
        for (Retention entry : configured.history()) {
            found = found.decided(entry);
        }
        return found;
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM log_retention WHERE state = 'CONFIGURED'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void insertFirst(Connection connection, LogKind log, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO log_retention (log, kept_seconds, state, wanted_from, reason, proposed_at, effective_from, place)
                VALUES (?, ?, 'CONFIGURED', ?, 'Configured', ?, ?, nextval('log_retention_place'))""")) {
            for (Retention entry : withDefaults().history()) {
                if (entry.log() == log) {
                    insert.setShort(1, LogCode.of(log));
                    insert.setLong(2, entry.value().toSeconds());
                    insert.setObject(3, LogTime.utc(entry.effectiveFrom()));
                    insert.setObject(4, LogTime.utc(now));
                    insert.setObject(5, LogTime.utc(entry.effectiveFrom()));
                    insert.executeUpdate();
                }
            }
        }
    }

    private static Retentions first(Connection connection) throws SQLException {
        Retentions found = Retentions.defaults();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT log, kept_seconds, effective_from FROM log_retention"
                        + " WHERE state = 'CONFIGURED' ORDER BY place")) {
            while (row.next()) {
                found = found.decided(new Retention(
                        LogCode.log(row.getShort(1)),
                        Duration.ofSeconds(row.getLong(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
            }
        }
        return found;
    }
}
