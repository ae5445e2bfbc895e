package org.tipstaff.invitation;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import org.tipstaff.invitation.InvitationLog.Appended;
import org.tipstaff.sealing.Sha256;

/** Appends batches, each once: the batch's key, its rows and its counts are committed together or not at all. */
final class BatchWriter {
    private final LogConnections connections;
    private final Days days;
    private final Acceptance acceptance;

    /**
     * Which rows are kept.
     *
     * @param tolerance how far a row may lie in the future
     */
    record Acceptance(Clock clock, RetentionTable retentions, Duration tolerance) {}

    BatchWriter(LogConnections connections, Days days, Acceptance acceptance) {
        this.connections = connections;
        this.days = days;
        this.acceptance = acceptance;
    }

    Appended append(String batchKey, Iterator<LogRecord> rows) {
        byte[] key = Sha256.of(batchKey.getBytes(StandardCharsets.UTF_8)).bytes();
        return connections.inTransaction(connection -> {
            if (!claim(connection, key)) {
                return before(connection, key);
            }
            Appended appended = send(connection, rows);
            record(connection, key, appended);
            return appended;
        });
    }

    private Appended send(Connection connection, Iterator<LogRecord> rows) throws SQLException {
        try (OpenBatch batch = new OpenBatch(connection, days, acceptance)) {
            while (rows.hasNext()) {
                batch.add(rows.next());
            }
            return batch.finish();
        }
    }

    /** Whether the batch is new. Waits for another transaction that is appending the same batch. */
    private boolean claim(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO invitation.batch (key_hash, appended_at) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setBytes(1, key);
            insert.setObject(2, LogTime.utc(acceptance.clock().instant()));
            return insert.executeUpdate() == 1;
        }
    }

    private static Appended before(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT accepted, expired, early FROM invitation.batch WHERE key_hash = ?")) {
            select.setBytes(1, key);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Appended(row.getLong(1), row.getLong(2), row.getLong(3), true);
            }
        }
    }

    private static void record(Connection connection, byte[] key, Appended appended) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE invitation.batch SET accepted = ?, expired = ?, early = ? WHERE key_hash = ?")) {
            update.setLong(1, appended.accepted());
            update.setLong(2, appended.expired());
            update.setLong(3, appended.early());
            update.setBytes(4, key);
            update.executeUpdate();
        }
    }
}
