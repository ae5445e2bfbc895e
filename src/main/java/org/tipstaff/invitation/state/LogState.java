package org.tipstaff.invitation.state;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;

/**
 * How the log stands: numbers and days, never a handle. Rows are not counted: see {@link Day}.
 *
 * @param days that are there, the oldest first, with those opened ahead
 * @param history of retention values as it applies, future ones too
 * @param inForce per log the value that applies now
 * @param keys of days; two for each
 */
public record LogState(
        Instant at,
        List<Day> days,
        List<Retention> history,
        Map<LogKind, Retention> inForce,
        int keys,
        Pinned pins,
        Runs runs) {
    public LogState {
        days = List.copyOf(days);
        history = List.copyOf(history);
        inForce = Map.copyOf(inForce);
    }

    /**
     * A day of the log.
     *
     * @param laidOut whether its rows lie by handle
     * @param keys whether both its keys are there
     * @param elsewhere whether it has rows in Cassandra, where nobody knows the bytes of one day
     * @param bytes of its table with the indexes; 0 elsewhere
     * @param rows per log; expected, elsewhere counted as they were written
     */
    public record Day(
            LocalDate date, boolean laidOut, boolean keys, boolean elsewhere, long bytes, Map<LogKind, Long> rows) {
        public Day {
            rows = Map.copyOf(rows);
        }

        public long allRows() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }

        public long rows(LogKind log) {
            return rows.getOrDefault(log, 0L);
        }
    }

    /**
     * What the purge leaves alone because a hold is being made.
     *
     * @param oldest earliest instant that is pinned; null where there is none
     */
    public record Pinned(long number, @Nullable Instant oldest) {}

    /**
     * The retention runs.
     *
     * @param last that began; null where none ever did
     * @param lastGood when the last one ended that ended well
     * @param next when the next one begins at the latest
     */
    public record Runs(@Nullable Run last, @Nullable Instant lastGood, Instant next) {}

    /**
     * A retention run.
     *
     * @param finishedAt null while it runs, or where it died
     * @param outcome RUNNING, DONE, FAILED or ABANDONED
     * @param problem kind of failure, without values; empty where there is none
     */
    public record Run(
            Instant startedAt,
            @Nullable Instant finishedAt,
            String outcome,
            int daysDestroyed,
            long rowsDeleted,
            long bytesFreed,
            String problem) {}

    public long rows() {
        return days.stream().mapToLong(Day::allRows).sum();
    }

    public long rows(LogKind log) {
        return days.stream().mapToLong(day -> day.rows(log)).sum();
    }

    public long bytes() {
        return days.stream().mapToLong(Day::bytes).sum();
    }

    /** Days that have rows. */
    public List<Day> filled() {
        return days.stream().filter(day -> day.elsewhere() || day.allRows() > 0).toList();
    }

    /** First day of a log that has rows. */
    public Optional<LocalDate> first(LogKind log) {
        return dates(log).stream().findFirst();
    }

    /** Last day of a log that has rows. */
    public Optional<LocalDate> last(LogKind log) {
        List<LocalDate> dates = dates(log);
        return dates.isEmpty() ? Optional.empty() : Optional.of(dates.get(dates.size() - 1));
    }

    /** Days between the first and the last of a log that have none of its rows. */
    public List<LocalDate> gaps(LogKind log) {
        List<LocalDate> dates = dates(log);
        List<LocalDate> gaps = new ArrayList<>();
        for (int next = 1; next < dates.size(); next++) {
            dates.get(next - 1).plusDays(1).datesUntil(dates.get(next)).forEach(gaps::add);
        }
        return gaps;
    }

    public List<LocalDate> dates(LogKind log) {
        return days.stream()
                .filter(day -> day.elsewhere() || day.rows(log) > 0)
                .map(Day::date)
                .toList();
    }
}
