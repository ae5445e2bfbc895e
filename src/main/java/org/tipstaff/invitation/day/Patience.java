package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Tries a step again where it had to wait for a lock longer than the session's {@code lock_timeout}. That time is short,
 * because whoever comes later queues behind a session that waits.
 *
 * @param inAll how long to go on trying
 */
public record Patience(Duration inAll) {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofMillis(500);

    /** A step with an answer. */
    @FunctionalInterface
    public interface Step<T> {
        T take() throws SQLException;
    }

    /** A step without an answer. */
    @FunctionalInterface
    public interface Change {
        void make() throws SQLException;
    }

    public static void limit(Connection session) throws SQLException {
        execute(session, "SET lock_timeout = " + LOCK_TIMEOUT.toMillis());
    }

    /** A pooled session lives on. */
    public static void unlimit(Connection session) throws SQLException {
        execute(session, "RESET lock_timeout");
    }

    public void with(Change change) throws SQLException {
        with(() -> {
            change.make();
            return true;
        });
    }

    public <T> T with(Step<T> step) throws SQLException {
        long attempts = inAll.dividedBy(LOCK_TIMEOUT.plus(BREATH)) + 1;
        while (true) {
            try {
                return step.take();
            } catch (SQLException e) {
                attempts--;
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempts <= 0) {
                    throw e;
                }
                pause(BREATH);
            }
        }
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
