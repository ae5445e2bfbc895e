package org.tipstaff.invitation;

import java.time.Duration;
import java.time.Instant;

/**
 * How long rows of a log are kept, from an instant on. A history of these stands in the configuration; the newest whose
 * {@code effectiveFrom} has come is in force.
 *
 * @param value 30 × 24 hours by default
 */
public record Retention(LogKind log, Duration value, Instant effectiveFrom) {
    public static final Duration DEFAULT = Duration.ofDays(30);

    /** Rows that occurred at or before this instant are never returned. */
    public Instant cutoff(Instant asOf) {
        return asOf.minus(value);
    }
}
