package org.tipstaff.invitation.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.PurgedMeanwhile;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.LogLock;

/** What the purge must leave alone, and who says so. */
public final class Pins {
    private final LogConnections connections;
    private final RetentionTable retentions;
    private final Duration tolerance;

    /** @param tolerance by how much the clocks of two copies of the application may differ */
    public Pins(LogConnections connections, RetentionTable retentions, Duration tolerance) {
        this.connections = connections;
        this.retentions = retentions;
        this.tolerance = tolerance;
    }

    public void pin(String holder, Instant asOf) {
        connections.<Boolean, RuntimeException>inTransaction(connection -> {
            LogLock.PURGE.shareInTransaction(connection);
            Retentions values = retentions.read(connection);
            refuseIfClockIsBehind(values, asOf);
            refuseIfPurgedSince(connection, values, asOf);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO invitation.pin (holder, as_of)"
                    + " VALUES (?, ?) ON CONFLICT (holder) DO UPDATE SET as_of = LEAST(pin.as_of, excluded.as_of)")) {
                insert.setString(1, holder);
                insert.setObject(2, LogTime.utc(LogTime.instant(LogTime.micros(asOf))));
                return insert.executeUpdate() == 1;
            }
        });
    }

    public void unpin(String holder) {
        connections.<Boolean, RuntimeException>inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM invitation.pin WHERE holder = ?")) {
                delete.setString(1, holder);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** Whether somebody has pinned this instant or an earlier one. */
    boolean isPinned(Connection connection, Instant asOf) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM invitation.pin WHERE as_of <= ? LIMIT 1")) {
            select.setObject(1, LogTime.utc(asOf));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Every instant that is pinned. */
    List<Instant> all(Connection connection) throws SQLException {
        List<Instant> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT as_of FROM invitation.pin");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getObject(1, OffsetDateTime.class).toInstant());
            }
        }
        return found;
    }

    /** What expired when the purge last ran is not pinned as of an instant before that, if a clock was set back. */
    private void refuseIfClockIsBehind(Retentions values, Instant asOf) {
        Retentions then = values.pinned();
        values.expired().forEach((log, expired) -> {
            if (then.inForce(log, asOf).cutoff(asOf).isBefore(expired.minus(tolerance))) {
                throw new PurgedMeanwhile();
            }
        });
    }

    /**
     * The pinned instant was taken before the lock was granted; a purge may have run in between with a later clock.
     * Days destroyed under an earlier, shorter retention do not count: they were gone at that instant.
     */
    private static void refuseIfPurgedSince(Connection connection, Retentions values, Instant asOf)
            throws SQLException {
        Instant cutoff = Collections.min(
                values.pinned().cutoffs(EnumSet.allOf(LogKind.class), asOf).values());
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT max(day) FROM invitation.day WHERE destroying_at > ? OR emptied_at > ?")) {
            select.setObject(1, LogTime.utc(asOf));
            select.setObject(2, LogTime.utc(asOf));
            try (ResultSet rows = select.executeQuery()) {
                LocalDate newest = rows.next() ? rows.getObject(1, LocalDate.class) : null;
                if (newest != null && !new LogDay(newest).isPast(cutoff)) {
                    throw new PurgedMeanwhile();
                }
            }
        }
    }
}
