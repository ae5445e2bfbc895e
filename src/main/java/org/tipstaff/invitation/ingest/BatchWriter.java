package org.tipstaff.invitation.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.InvitationLog.Appended;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/** Appends batches, each once: the batch's key, its rows and its counts are committed together or not at all. */
public final class BatchWriter {
    private static final KeyName FINGERPRINTS = new KeyName("log-batches");
    private static final KeyName KEYS = new KeyName("log-batch-keys");

    private final LogConnections connections;
    private final Days days;
    private final Acceptance acceptance;
    private final Sealer sealer;

    /**
     * Rows that belong together.
     *
     * @param key chosen by the writer
     * @param content hash of what the rows were read from, once all have been; null where the key alone says it
     */
    public record Batch(
            String key, Iterator<LogRecord> rows, @Nullable Supplier<Sha256> content) {}

    /**
     * Which rows are kept.
     *
     * @param tolerance how far a row may lie in the future
     */
    public record Acceptance(Clock clock, RetentionTable retentions, Duration tolerance) {}

    public BatchWriter(LogConnections connections, Days days, Acceptance acceptance, Sealer sealer) {
        this.sealer = sealer;
        this.connections = connections;
        this.days = days;
        this.acceptance = acceptance;
    }

    /** @throws Problem KEY_USED where the key was used for another content */
    public Appended append(Batch batch) {
        Key key = key(batch.key());
        return connections.inTransaction(connection -> {
            if (!claim(connection, key)) {
                return again(connection, key, batch);
            }
            Appended appended = send(connection, ArrivingRows.of(batch.rows()));
            if (appended.accepted() == 0) {
                // Nothing is in the log under the key: what was wrong with the rows can be mended and sent under it.
                giveBack(connection, key);
            } else {
                record(connection, key, appended, fingerprint(batch));
            }
            return appended;
        });
    }

    /**
     * A batch's key as it lies at rest.
     *
     * @param keyed a writer may put anything into a key, a handle too, which could be tried against a plain hash
     * @param plain as batches of earlier versions have it, until they are forgotten
     */
    private record Key(byte[] keyed, byte[] plain) {}

    private Key key(String key) {
        return new Key(
                sealer.fingerprint(KEYS, key),
                Sha256.of(key.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    /** Reads all of it: a writer that lost the first answer wants its problems again, too. */
    private Appended again(Connection connection, Key key, Batch batch) throws SQLException {
        ArrivingRows rows = ArrivingRows.of(batch.rows());
        try (OpenBatch compared = open(connection, rows, IdentifiedRows.Purpose.COMPARE)) {
            while (rows.hasNext()) {
                LogRecord row = rows.next();
                String id = rows.id();
                if (id != null) {
                    compared.add(row, id);
                }
            }
            compared.finish();
        }
        return before(connection, key, fingerprint(batch));
    }

    /** Keyed, since a batch may be one row of which nearly all is known. */
    private byte @Nullable [] fingerprint(Batch batch) {
        return batch.content() == null
                ? null
                : sealer.fingerprint(FINGERPRINTS, batch.content().get().hex());
    }

    private Appended send(Connection connection, ArrivingRows rows) throws SQLException {
        try (OpenBatch batch = open(connection, rows, IdentifiedRows.Purpose.APPEND)) {
            while (rows.hasNext()) {
                LogRecord row = rows.next();
                batch.add(row, rows.id());
            }
            return batch.finish();
        }
    }

    private OpenBatch open(Connection connection, ArrivingRows rows, IdentifiedRows.Purpose purpose)
            throws SQLException {
        return new OpenBatch(connection, days, acceptance, new IdentifiedRows(connection, days.ids(), rows, purpose));
    }

    /** Whether the batch is new. Waits for another transaction that is appending the same batch. */
    private boolean claim(Connection connection, Key key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO invitation.batch (key_hash, appended_at) SELECT ?, ? WHERE NOT EXISTS"
                        + " (SELECT FROM invitation.batch WHERE key_hash = ?) ON CONFLICT DO NOTHING")) {
            insert.setBytes(1, key.keyed());
            insert.setObject(2, LogTime.utc(acceptance.clock().instant()));
            insert.setBytes(3, key.plain());
            return insert.executeUpdate() == 1;
        }
    }

    private static Appended before(Connection connection, Key key, byte @Nullable [] content) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT accepted, expired, early, content, known FROM invitation.batch WHERE key_hash IN (?, ?)")) {
            select.setBytes(1, key.keyed());
            select.setBytes(2, key.plain());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                byte[] first = row.getBytes(4);
                if (content != null && first != null && !MessageDigest.isEqual(content, first)) {
                    throw Problem.of(
                            Problem.Kind.KEY_USED,
                            "This Idempotency-Key was used for another batch, so nothing of this one was kept.");
                }
                return new Appended(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(5), true);
            }
        }
    }

    private static void giveBack(Connection connection, Key key) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM invitation.batch WHERE key_hash = ?")) {
            delete.setBytes(1, key.keyed());
            delete.executeUpdate();
        }
    }

    private static void record(Connection connection, Key key, Appended appended, byte @Nullable [] content)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE invitation.batch SET accepted = ?, expired = ?, early = ?, content = ?, known = ?"
                        + " WHERE key_hash = ?")) {
            update.setLong(1, appended.accepted());
            update.setLong(2, appended.expired());
            update.setLong(3, appended.early());
            update.setBytes(4, content);
            update.setLong(5, appended.known());
            update.setBytes(6, key.keyed());
            update.executeUpdate();
        }
    }
}
