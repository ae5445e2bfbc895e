package org.tipstaff.invitation;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps the log did not do what was asked of it. Nothing was kept. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The message of the cause is not repeated: it belongs to whoever runs the ring. */
    public static LogUnavailable ring(Throwable cause) {
        Optional<String> refused = refused(cause);
        if (refused.isPresent()) {
            return new LogUnavailable(refused.get(), cause);
        }
        boolean nodes = cause instanceof AllNodesFailedException
                || cause instanceof QueryExecutionException
                || cause instanceof DriverTimeoutException
                || cause instanceof ClosedConnectionException;
        String sentence = nodes
                ? "Too few nodes of the invitation log's Cassandra answered, or not in time (LOCAL_QUORUM): "
                : "The invitation log's Cassandra did not do what was asked of it: ";
        return new LogUnavailable(sentence + cause.getClass().getSimpleName(), cause);
    }

    /** Nodes that let nobody in are told from nodes that are away: the one is a setting, the other passes. */
    private static Optional<String> refused(Throwable cause) {
        List<Throwable> problems = cause instanceof AllNodesFailedException all
                ? all.getAllErrors().values().stream().flatMap(List::stream).toList()
                : List.of(cause);
        if (problems.stream().anyMatch(AuthenticationException.class::isInstance)) {
            return Optional.of("The invitation log's Cassandra refuses the sign-in: see tipstaff.log.cassandra.user and"
                    + " its password");
        }
        if (problems.stream().anyMatch(UnauthorizedException.class::isInstance)) {
            return Optional.of(
                    "The invitation log's Cassandra does not let tipstaff.log.cassandra.user do what it must");
        }
        return problems.stream()
                .flatMap(problem -> HandshakeProblem.sentence(problem).stream())
                .findFirst()
                .map(sentence -> "A node of the invitation log's Cassandra " + sentence);
    }

    public static LogUnavailable setting(String name, Exception cause) {
        return new LogUnavailable(
                "tipstaff.log.cassandra." + name + " cannot be used: "
                        + cause.getClass().getSimpleName(),
                cause);
    }

    public static LogUnavailable notConfigured() {
        return new LogUnavailable(
                "Days of the invitation log lie in Cassandra, and tipstaff.log.cassandra.contact-points names no node",
                null);
    }

    public LogUnavailable(SQLException cause) {
        super("The invitation log's database failed with SQL state " + cause.getSQLState(), cause);
    }
}
