package org.tipstaff.hold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.tipstaff.request.CaseReference;

/**
 * Lets one worker at a time seal or destroy the snapshot of a request, across copies of the application: two workers
 * that seal at once would leave the object of one beside the hash of the other. PostgreSQL lets go when the process
 * dies.
 */
final class HoldLock implements AutoCloseable {
    private final Connection connection;

    private HoldLock(Connection connection) {
        this.connection = connection;
    }

    /** Waits for whoever has it. */
    static HoldLock take(DataSource source, CaseReference reference) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('hold ' || ?, 0))")) {
                lock.setString(1, reference.value());
                lock.execute();
            }
            return new HoldLock(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
