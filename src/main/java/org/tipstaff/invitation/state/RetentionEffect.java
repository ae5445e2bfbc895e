package org.tipstaff.invitation.state;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.retention.Retentions;

/**
 * What another retention value does at the instant from which it applies.
 *
 * @param from the value applies from then on
 * @param before the value that it takes the place of
 * @param value the new one
 * @param cutoff rows at or before this instant are gone, once it applies
 * @param days present days that have rows of the log which go at once, wholly or in part
 * @param rows of the log that go at once, expected; those in Cassandra not counted
 */
public record RetentionEffect(
        Instant from, Duration before, Duration value, Instant cutoff, List<LocalDate> days, long rows) {
    public RetentionEffect {
        days = List.copyOf(days);
    }

    static RetentionEffect of(Retentions values, Retention wanted, List<LogState.Day> present) {
        Instant from = wanted.effectiveFrom();
        LogKind log = wanted.log();
        Retention before = values.inForce(log, from);
        Instant kept = before.cutoff(from);
        Instant cutoff = values.decided(wanted).inForce(log, from).cutoff(from);
        List<LocalDate> days = new ArrayList<>();
        double rows = 0;
        for (LogState.Day day : present) {
            double share = share(new LogDay(day.date()), kept, cutoff);
            if (share > 0 && (day.rows(log) > 0 || day.elsewhere())) {
                days.add(day.date());
                rows += share * day.rows(log);
            }
        }
        return new RetentionEffect(from, before.value(), wanted.value(), cutoff, days, Math.round(rows));
    }

    /** Which part of a day lies after one instant and not after another one. */
    private static double share(LogDay day, Instant after, Instant until) {
        Instant start = day.start().isAfter(after) ? day.start() : after;
        Instant end = day.end().isBefore(until) ? day.end() : until;
        return start.isBefore(end)
                ? (double) Duration.between(start, end).toMillis()
                        / Duration.ofDays(1).toMillis()
                : 0;
    }

    public boolean shorter() {
        return value.compareTo(before) < 0;
    }

    /** By how much earlier, or later, each row goes. */
    public Duration difference() {
        return value.minus(before).abs();
    }
}
