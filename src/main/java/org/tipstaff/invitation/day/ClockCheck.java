package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Compares the application's clock with another one before something is destroyed by it: keys that were destroyed by a
 * clock that ran ahead never come back. Where the database runs on the same machine the two are one clock and this
 * protects nothing.
 */
public final class ClockCheck {
    private final Clock clock;
    private final Reference reference;
    private final Duration tolerated;

    /** Another clock. */
    @FunctionalInterface
    public interface Reference {
        Reference DATABASE = ClockCheck::ofDatabase;

        Instant now(Connection connection) throws SQLException;
    }

    /** @param tolerated by how much two clocks that are right may differ */
    public ClockCheck(Clock clock, Reference reference, Duration tolerated) {
        this.clock = clock;
        this.reference = reference;
        this.tolerated = tolerated;
    }

    /** @throws ClockDoubted where the two differ by more than is tolerated */
    public void require(Connection connection) throws SQLException {
        Duration apart = Duration.between(reference.now(connection), clock.instant());
        if (apart.abs().compareTo(tolerated) > 0) {
            throw new ClockDoubted(apart);
        }
    }

    private static Instant ofDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
