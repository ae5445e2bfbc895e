package org.tipstaff.invitation;

import java.time.Duration;
import java.time.Instant;
import org.tipstaff.invitation.retention.Retentions;

/**
 * How long rows of a log are kept, from an instant on. There is a history of these; see {@link Retentions}.
 *
 * @param value 30 × 24 hours by default
 * @param gone rows at or before this instant had expired already under an earlier value; they stay expired, however long
 *     rows are kept now
 */
public record Retention(LogKind log, Duration value, Instant effectiveFrom, Instant gone) {
    public static final Duration DEFAULT = Duration.ofDays(30);
    /** What the provider's guidelines of October 2025 name. */
    public static final Duration SHORTER = Duration.ofDays(25);

    public Retention(LogKind log, Duration value, Instant effectiveFrom) {
        this(log, value, effectiveFrom, Instant.EPOCH);
    }

    /** Rows that occurred at or before this instant are never returned. */
    public Instant cutoff(Instant asOf) {
        Instant byValue = asOf.minus(value);
        return byValue.isAfter(gone) ? byValue : gone;
    }
}
