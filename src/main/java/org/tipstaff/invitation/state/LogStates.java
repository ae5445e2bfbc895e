package org.tipstaff.invitation.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.retention.RetentionChanges;
import org.tipstaff.invitation.retention.RetentionProposal;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;

/** Reads how the log stands, in milliseconds whatever its size. */
@ApplicationScoped
public class LogStates {
    private final LogConnections connections;
    private final RetentionTable retentions;
    private final KeyStore keys;
    private final Clock clock;

    public LogStates(LogConnections connections, RetentionTable retentions, KeyStore keys, Clock clock) {
        this.connections = connections;
        this.retentions = retentions;
        this.keys = keys;
        this.clock = clock;
    }

    public LogState now() {
        Instant now = clock.instant();
        Set<String> names =
                keys.list(LogDay.KEY_PREFIX).stream().map(KeyName::value).collect(Collectors.toSet());
        return connections.<LogState, RuntimeException>inTransaction(connection -> {
            // A day that is known of is not destroyed before its pages are looked at.
            LogLock.PURGE.shareInTransaction(connection);
            Retentions values = retentions.read(connection);
            return new LogState(
                    now,
                    DayStatistics.read(connection, names),
                    values.history(),
                    values.inForce(EnumSet.allOf(LogKind.class), now),
                    names.size(),
                    pins(connection),
                    new LogState.Runs(
                            lastRun(connection),
                            lastGood(connection),
                            now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
        });
    }

    /**
     * What a proposal would do if it were approved now.
     *
     * @param state as read before
     */
    public RetentionEffect effect(LogState state, RetentionProposal proposal) {
        Instant earliest = state.at().plus(RetentionChanges.NOTICE);
        Instant from = proposal.wantedFrom().isAfter(earliest) ? proposal.wantedFrom() : earliest;
        return RetentionEffect.of(
                new Retentions(state.history()), new Retention(proposal.log(), proposal.value(), from), state.days());
    }

    private static LogState.Pinned pins(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), min(as_of) FROM invitation.pin")) {
            row.next();
            return new LogState.Pinned(row.getLong(1), instant(row, 2));
        }
    }

    private static LogState.@Nullable Run lastRun(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT started_at, finished_at, outcome, days_destroyed, rows_deleted, bytes_freed, problem
                        FROM invitation.retention_run ORDER BY id DESC LIMIT 1""")) {
            if (!row.next()) {
                return null;
            }
            String problem = row.getString(7);
            return new LogState.Run(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    instant(row, 2),
                    row.getString(3),
                    row.getInt(4),
                    row.getLong(5),
                    row.getLong(6),
                    problem == null ? "" : problem);
        }
    }

    private static @Nullable Instant lastGood(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT max(finished_at) FROM invitation.retention_run WHERE outcome = 'DONE'")) {
            row.next();
            return instant(row, 1);
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
