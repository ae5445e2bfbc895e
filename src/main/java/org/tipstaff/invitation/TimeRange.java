package org.tipstaff.invitation;

import java.time.Instant;

/**
 * A half-open span of time, UTC.
 *
 * @param from first instant that is inside
 * @param to first instant that is outside again; after {@code from}
 */
public record TimeRange(Instant from, Instant to) {
    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A time range must end after it begins");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** Whether every instant of the other range is also in this one. */
    public boolean covers(TimeRange other) {
        return !other.from.isBefore(from) && !other.to.isAfter(to);
    }
}
