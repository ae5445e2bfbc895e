package org.tipstaff.invitation.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Which retention applies to a reading as of an instant. */
public final class PinnedRetention {
    /** How old an instant may be and still pass for the present. */
    private static final Duration PRESENT = Duration.ofMinutes(1);

    private final RetentionTable table;
    private final Pins pins;
    private final Clock clock;

    public PinnedRetention(RetentionTable table, Pins pins, Clock clock) {
        this.table = table;
        this.pins = pins;
        this.clock = clock;
    }

    /**
     * What was within retention at a pinned instant is still there; without a pin, what expired when the purge last ran
     * is gone, whatever the clock says now.
     *
     * @throws IllegalArgumentException where the instant has passed and nobody has pinned it: an old instant alone opens
     *     nothing
     */
    public Retentions asOf(Connection connection, Instant asOf) throws SQLException {
        if (asOf.isBefore(clock.instant().minus(PRESENT)) && !pins.isPinned(connection, asOf)) {
            throw new IllegalArgumentException("The log is read as of the past only where a hold has pinned it");
        }
        return known(connection, asOf);
    }

    /** The same for what hands out no row: of an instant that nobody has pinned any more there is only less to say. */
    public Retentions known(Connection connection, Instant asOf) throws SQLException {
        Retentions values = table.read(connection);
        return pins.isPinned(connection, asOf) ? values.pinned() : values;
    }
}
