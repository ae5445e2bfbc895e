package org.tipstaff.invitation.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogConnections;

/** The table of retention runs. */
public final class RetentionRuns implements RunJournal {
    private final LogConnections connections;

    /** How a run ended. Names are stored. */
    public enum Outcome {
        DONE,
        FAILED
    }

    /**
     * A run that has ended.
     *
     * @param problem kind of failure, without values; empty where there is none
     */
    public record Ended(Instant finishedAt, Outcome outcome, String problem) {}

    public RetentionRuns(LogConnections connections) {
        this.connections = connections;
    }

    @Override
    public long begin(Instant startedAt) {
        return connections.<Long, RuntimeException>inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                // The caller holds the lock of the only run: a run that never ended died with its process.
                statement.execute(
                        "UPDATE invitation.retention_run SET outcome = 'ABANDONED' WHERE outcome = 'RUNNING'");
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO invitation.retention_run"
                    + " (started_at, outcome) VALUES (?, 'RUNNING') RETURNING id")) {
                insert.setObject(1, LogTime.utc(startedAt));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public void done(long number, RetentionRun run) {
        update(
                "UPDATE invitation.retention_run SET outcome = 'DONE', finished_at = ?, horizon = ?,"
                        + " days_destroyed = ?, rows_deleted = ?, bytes_freed = ? WHERE id = ?",
                update -> {
                    update.setObject(1, LogTime.utc(run.finishedAt()));
                    update.setObject(2, LogTime.utc(run.horizon()));
                    update.setInt(3, run.daysDestroyed().size());
                    update.setLong(4, run.rowsDeleted());
                    update.setLong(5, run.bytesFreed());
                    update.setLong(6, number);
                });
    }

    @Override
    public void failed(long number, Instant finishedAt, String problem) {
        update(
                "UPDATE invitation.retention_run SET outcome = 'FAILED', finished_at = ?, problem = ? WHERE id = ?",
                update -> {
                    update.setObject(1, LogTime.utc(finishedAt));
                    update.setString(2, problem);
                    update.setLong(3, number);
                });
    }

    /** The run that ended last. */
    public Optional<Ended> last() {
        return newest("outcome IN ('DONE', 'FAILED')");
    }

    /** The run that ended well last. */
    public Optional<Ended> lastDone() {
        return newest("outcome = 'DONE'");
    }

    private Optional<Ended> newest(String condition) {
        return connections.<Optional<Ended>, RuntimeException>inTransaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT finished_at, outcome, COALESCE(problem, '') FROM invitation.retention_run"
                                    + " WHERE " + condition + " ORDER BY finished_at DESC LIMIT 1")) {
                return row.next()
                        ? Optional.of(new Ended(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                Outcome.valueOf(row.getString(2)),
                                row.getString(3)))
                        : Optional.empty();
            }
        });
    }

    private void update(String sql, Binding binding) {
        connections.<Integer, RuntimeException>inTransaction(connection -> execute(connection, sql, binding));
    }

    private static int execute(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            binding.bind(update);
            return update.executeUpdate();
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
