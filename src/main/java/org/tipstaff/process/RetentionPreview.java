package org.tipstaff.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;

/**
 * How many of the days asked for can still exist in a log.
 *
 * @param asked UTC days that the range touches
 * @param available how many of them can still hold a row
 * @param days each day, oldest first; of a longer range only the last {@value #MOST_DAYS}
 */
public record RetentionPreview(long asked, long available, List<Day> days) {
    /** Enough for a page; a range of centuries must not fill the memory. */
    public static final int MOST_DAYS = 366;

    public RetentionPreview {
        days = List.copyOf(days);
    }

    /** @param mayExist whether some instant of the day is asked for, past the cut-off and not in the future */
    public record Day(LocalDate date, boolean mayExist) {}

    /** Looks at a range with the retention in force at an instant. */
    public static RetentionPreview of(TimeRange range, Retention retention, Instant now) {
        LocalDate first = day(range.from());
        LocalDate last = day(range.to().minusNanos(1));
        long asked = ChronoUnit.DAYS.between(first, last) + 1;
        // Rows at the cut-off itself are gone: the first that can exist is just after it.
        Instant begins = later(range.from(), retention.cutoff(now).plusNanos(1));
        Instant ends = earlier(range.to(), now);
        boolean some = begins.isBefore(ends);
        LocalDate oldest = day(begins);
        LocalDate newest = some ? day(ends.minusNanos(1)) : oldest.minusDays(1);

        List<Day> days = new ArrayList<>();
        for (LocalDate date = later(first, last.minusDays(MOST_DAYS - 1L));
                !date.isAfter(last);
                date = date.plusDays(1)) {
            days.add(new Day(date, some && !date.isBefore(oldest) && !date.isAfter(newest)));
        }
        return new RetentionPreview(asked, ChronoUnit.DAYS.between(oldest, newest) + 1, days);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
