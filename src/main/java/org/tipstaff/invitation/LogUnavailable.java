package org.tipstaff.invitation;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What keeps the log did not do what was asked of it. Nothing was kept. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The message of the cause is not repeated: it belongs to whoever runs the ring. */
    static LogUnavailable ring(Throwable cause) {
        boolean nodes = cause instanceof AllNodesFailedException
                || cause instanceof QueryExecutionException
                || cause instanceof DriverTimeoutException
                || cause instanceof ClosedConnectionException;
        String sentence = nodes
                ? "Too few nodes of the invitation log's Cassandra answered, or not in time (LOCAL_QUORUM): "
                : "The invitation log's Cassandra did not do what was asked of it: ";
        return new LogUnavailable(sentence + cause.getClass().getSimpleName(), cause);
    }

    static LogUnavailable notConfigured() {
        return new LogUnavailable(
                "Days of the invitation log lie in Cassandra, and tipstaff.log.cassandra.contact-points names no node",
                null);
    }

    LogUnavailable(SQLException cause) {
        super("The invitation log's database failed with SQL state " + cause.getSQLState(), cause);
    }
}
