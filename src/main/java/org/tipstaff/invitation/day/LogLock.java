package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The advisory locks of the log.
 *
 * <p>Whoever reads or pins takes {@link #PURGE} shared for its transaction, as its first statement and in READ
 * COMMITTED, so that every later statement sees what was committed before the lock was granted; the purge holds it
 * exclusively, in its own session, while it destroys. Without it a reader whose snapshot is older than the purge would
 * find less than there was.
 */
public enum LogLock {
    /** Reading excludes destroying. */
    PURGE(0x7469_7073_7461_0001L),
    /**
     * One retention run at a time, whichever copy of the application runs it; for moments, whoever exchanges the table
     * of a day.
     */
    RUN(0x7469_7073_7461_0002L),
    /** One new day at a time. */
    DAYS(0x7469_7073_7461_0003L),
    /** One layout of closed days at a time. */
    LAYOUT(0x7469_7073_7461_0004L),
    /** One change of the retention values at a time. */
    RETENTION(0x7469_7073_7461_0005L),
    /** One copy of the application at a time makes Cassandra's tables. */
    TABLES(0x7469_7073_7461_0006L);

    private final long number;

    LogLock(long number) {
        this.number = number;
    }

    public void shareInTransaction(Connection connection) throws SQLException {
        execute(connection, "SELECT pg_advisory_xact_lock_shared(" + number + ")");
    }

    public void takeInTransaction(Connection connection) throws SQLException {
        execute(connection, "SELECT pg_advisory_xact_lock(" + number + ")");
    }

    /** Takes it for the session, waiting at most the session's {@code lock_timeout}. */
    public void take(Connection session) throws SQLException {
        execute(session, "SELECT pg_advisory_lock(" + number + ")");
    }

    public void release(Connection session) throws SQLException {
        execute(session, "SELECT pg_advisory_unlock(" + number + ")");
    }

    public boolean tryTake(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                var result = statement.executeQuery("SELECT pg_try_advisory_lock(" + number + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }

    /** A pooled session lives on: what it took must be given back by name. */
    public static void releaseAll(Connection session) throws SQLException {
        execute(session, "SELECT pg_advisory_unlock_all()");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
