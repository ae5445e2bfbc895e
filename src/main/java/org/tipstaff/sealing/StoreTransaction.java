package org.tipstaff.sealing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * One piece of work in the database: part of the transaction that the connection is already in, else a transaction of
 * its own. Undone on closing unless it was completed; in a caller's transaction only this piece is undone.
 *
 * <p>A pooled connection that a JTA transaction has enlisted is not in autocommit mode, and a connection outside of one
 * is: that is how the two are told apart, without asking the transaction manager.
 */
final class StoreTransaction implements AutoCloseable {
    private final Connection connection;
    private final boolean own;
    private boolean completed;

    private StoreTransaction(Connection connection, boolean own) {
        this.connection = connection;
        this.own = own;
    }

    static StoreTransaction on(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            StoreTransaction transaction = new StoreTransaction(connection, connection.getAutoCommit());
            if (transaction.own) {
                connection.setAutoCommit(false);
            } else {
                transaction.execute("SAVEPOINT sealed_object");
            }
            return transaction;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    void complete() throws SQLException {
        if (own) {
            connection.commit();
        } else {
            execute("RELEASE SAVEPOINT sealed_object");
        }
        completed = true;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!completed && own) {
                connection.rollback();
            } else if (!completed) {
                execute("ROLLBACK TO SAVEPOINT sealed_object");
            }
            if (own) {
                connection.setAutoCommit(true);
            }
        }
    }
}
