package org.tipstaff.hold.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;

/**
 * What can be shown where a preservation letter that named all handles froze earlier what the log has forgotten since.
 * Never says more than is there: between the end of what was preserved and the log's own cut-off there is a gap.
 *
 * @param now of the log, at the receipt of the process
 * @param then of the letter, at its receipt
 */
public record JoinedCoverage(Coverage now, Coverage then) {
    /** @param range that the letter asked for */
    public Coverage joined(TimeRange range) {
        Map<LogKind, Instant> cutoff = new EnumMap<>(now.cutoff());
        Instant reach = null;
        for (Map.Entry<LogKind, Instant> earlier : then.cutoff().entrySet()) {
            Instant later = cutoff.get(earlier.getKey());
            if (later != null && earlier.getValue().isBefore(later)) {
                cutoff.put(earlier.getKey(), earlier.getValue());
                reach = reach == null || later.isAfter(reach) ? later : reach;
            }
        }
        if (reach == null) {
            return now;
        }
        Instant preservedTo = range.to().isBefore(then.asOf()) ? range.to() : then.asOf();
        List<TimeRange> gaps = new ArrayList<>(now.gaps());
        for (TimeRange gap : then.gaps()) {
            add(gaps, gap.from(), earlier(gap.to(), reach));
        }
        add(gaps, Instant.MIN, earlier(range.from(), reach));
        add(gaps, preservedTo, reach);
        gaps.sort(Comparator.comparing(TimeRange::from));
        return new Coverage(now.asked(), now.asOf(), now.retention(), cutoff, days(range), gaps);
    }

    /** Only what lies in the range asked for now, and was not past retention even at the letter's receipt. */
    private void add(List<TimeRange> gaps, Instant from, Instant to) {
        Instant first = later(now.asked().from(), later(from, oldest()));
        Instant last = earlier(to, now.asked().to());
        if (first.isBefore(last)) {
            gaps.add(new TimeRange(first, last));
        }
    }

    private Instant oldest() {
        return then.cutoff().values().stream().min(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    private List<LocalDate> days(TimeRange range) {
        SortedSet<LocalDate> days = new TreeSet<>(now.daysHeld());
        then.daysHeld().stream()
                .filter(day -> overlaps(day, range) && overlaps(day, now.asked()))
                .forEach(days::add);
        return List.copyOf(days);
    }

    private static boolean overlaps(LocalDate day, TimeRange range) {
        Instant start = day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
        return start.isBefore(range.to()) && range.from().isBefore(start.plusSeconds(86_400));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
