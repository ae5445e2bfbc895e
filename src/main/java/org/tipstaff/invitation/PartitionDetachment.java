package org.tipstaff.invitation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a day's table out of the partitioned one without locking readers and writers out. Can be repeated. PostgreSQL has
 * one such detachment of a table at a time: one that was broken off, of whatever day, must be finished first.
 */
final class PartitionDetachment {
    private static final String PENDING = "SELECT inhrelid::regclass::text FROM pg_inherits"
            + " WHERE inhparent = 'invitation.record'::regclass AND inhdetachpending";

    private PartitionDetachment() {}

    static void detach(Connection session, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String pending : names(statement, PENDING)) {
                statement.execute("ALTER TABLE invitation.record DETACH PARTITION " + pending + " FINALIZE");
            }
            String attached = "SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass('" + day.partition() + "')";
            if (!names(statement, attached).isEmpty()) {
                statement.execute(
                        "ALTER TABLE invitation.record DETACH PARTITION " + day.partition() + " CONCURRENTLY");
            }
        }
    }

    private static List<String> names(Statement statement, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
