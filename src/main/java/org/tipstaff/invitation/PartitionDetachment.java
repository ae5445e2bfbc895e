package org.tipstaff.invitation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes a day's table out of the partitioned one without locking readers and writers out. Can be repeated. */
final class PartitionDetachment {
    private PartitionDetachment() {}

    static void detach(Connection session, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement()) {
            boolean attached = false;
            boolean pending = false;
            try (ResultSet row = statement.executeQuery("SELECT inhdetachpending FROM pg_inherits WHERE inhrelid ="
                    + " to_regclass('" + day.partition() + "')")) {
                if (row.next()) {
                    attached = true;
                    pending = row.getBoolean(1);
                }
            }
            if (attached) {
                // A detach that was interrupted can only be finalised.
                statement.execute("ALTER TABLE invitation.record DETACH PARTITION " + day.partition()
                        + (pending ? " FINALIZE" : " CONCURRENTLY"));
            }
        }
    }
}
