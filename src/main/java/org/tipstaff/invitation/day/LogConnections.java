package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogUnavailable;

/**
 * The log's ways into the database: in the caller's transaction, beside it, or outside of any.
 *
 * <p>A pooled connection that a JTA transaction has enlisted is not in autocommit mode and one outside of a transaction
 * is: that tells the two apart without asking the transaction manager.
 */
public final class LogConnections {
    private final DataSource source;
    private final Consumer<Runnable> aside;

    /** @param aside runs a piece of work while the caller's JTA transaction is suspended */
    public LogConnections(DataSource source, Consumer<Runnable> aside) {
        this.source = source;
        this.aside = aside;
    }

    /** For a data source without a transaction manager. */
    public static LogConnections plain(DataSource source) {
        return new LogConnections(source, Runnable::run);
    }

    /** Work in the caller's transaction, or in one of its own (READ COMMITTED, committed on return) where there is none. */
    public <T extends @Nullable Object, E extends Exception> T inTransaction(Work<T, E> work) throws E {
        try (Connection connection = source.getConnection()) {
            return connection.getAutoCommit() ? own(connection, work) : work.on(connection);
        } catch (SQLException e) {
            throw new LogUnavailable(e);
        }
    }

    private static <T extends @Nullable Object, E extends Exception> T own(Connection connection, Work<T, E> work)
            throws SQLException, E {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Work that is committed whatever becomes of the caller's transaction. */
    public void beside(Change change) {
        aside.accept(() -> inTransaction(connection -> {
            change.on(connection);
            return true;
        }));
    }

    /** Work on one connection in autocommit mode, for what cannot run in a transaction. */
    public <T> T session(Work<T, RuntimeException> work) {
        try (Connection connection = source.getConnection()) {
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException("This cannot run inside a transaction");
            }
            return work.on(connection);
        } catch (SQLException e) {
            throw new LogUnavailable(e);
        }
    }

    /** A piece of work with an answer. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Exception> {
        T on(Connection connection) throws SQLException, E;
    }

    /** A piece of work without an answer. */
    @FunctionalInterface
    public interface Change {
        void on(Connection connection) throws SQLException;
    }
}
