package org.tipstaff.invitation.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogConnections;

/**
 * The batches whose rows lie in Cassandra and do not count: under way, or broken off. A batch is written down before its
 * first row is sent and taken out in the transaction that records it, so that its rows appear all at once with that
 * commit, and never where there is none.
 */
public final class OpenBatches {
    private final LogConnections connections;
    private final Clock clock;

    public OpenBatches(LogConnections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** Committed at once, whatever becomes of the caller's transaction. Every attempt is a batch of its own. */
    public UUID begin() {
        UUID batch = UUID.randomUUID();
        connections.beside(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO invitation.open_batch (batch, began_at) VALUES (?, ?)")) {
                insert.setObject(1, batch);
                insert.setObject(2, LogTime.utc(clock.instant()));
                insert.executeUpdate();
            }
        });
        return batch;
    }

    /** Every row of the batch is stored: they count if this transaction commits. */
    public static void end(Connection connection, UUID batch) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM invitation.open_batch WHERE batch = ?")) {
            delete.setObject(1, batch);
            if (delete.executeUpdate() != 1) {
                throw new IllegalStateException("A batch lasted longer than retention and is not taken");
            }
        }
    }

    public static Set<UUID> all(Connection connection) throws SQLException {
        Set<UUID> found = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT batch FROM invitation.open_batch")) {
            while (rows.next()) {
                found.add(rows.getObject(1, UUID.class));
            }
        }
        return found;
    }
}
