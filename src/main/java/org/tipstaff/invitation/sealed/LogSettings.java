package org.tipstaff.invitation.sealed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.postgres.DayParts;
import org.tipstaff.invitation.retention.Retentions;

/** Configuration of the invitation log. Works without a single entry: 30 × 24 hours for every log. */
@ConfigMapping(prefix = "tipstaff.log")
public interface LogSettings {
    /** History of retention values; see {@link Retention}. */
    List<Entry> retention();

    /** How far a row may lie in the future before it is refused: writers' clocks differ. */
    @WithDefault("PT5M")
    Duration toleratedClockDifference();

    /** How many days after today are opened ahead of time. */
    @WithDefault("2")
    int daysAhead();

    /** Into how many tables PostgreSQL divides a day that rows come to; see {@link DayParts}. */
    @WithDefault("24")
    int partsOfADay();

    /** How long a retention run waits before it locks, so that a hold whose instant of receipt lies before it comes first. */
    @WithDefault("PT2S")
    Duration purgeSettles();

    /** How long a retention run tries to get its lock before it fails. */
    @WithDefault("PT20M")
    Duration purgePatience();

    /** How long after its end a day is laid out by handle; rows may still come later. */
    @WithDefault("PT6H")
    Duration dayCloses();

    /** What new days are opened in: {@code postgresql} or {@code cassandra}. */
    @WithDefault("postgresql")
    Engine engine();

    /** One value of one log from an instant on. */
    interface Entry {
        LogKind log();

        /** For example {@code P30D} or {@code PT720H}. */
        Duration value();

        /** For example {@code 2026-01-01T00:00:00Z}. */
        Instant from();
    }

    default Retentions retentions() {
        return new Retentions(retention().stream()
                .map(entry -> new Retention(entry.log(), entry.value(), entry.from()))
                .toList());
    }
}
