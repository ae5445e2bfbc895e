package org.tipstaff.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.TimeRange;

/**
 * Fills the invitation log with a fictional month, through the real ingest path. Deterministic: the same plan gives the
 * same rows for the same hour, whenever it runs.
 *
 * <p>Each hour is one batch under a key of its own: a run that was stopped goes on where it was, a run that had ended
 * appends nothing again, and a run some days later adds the hours that have passed.
 */
public final class LogGenerator {
    private static final Duration MONTH = Duration.ofDays(30);
    /** Share of a day's rows by UTC hour: a night in North America, an evening in Europe and then in America. */
    private static final int[] RHYTHM = {
        62, 60, 55, 46, 36, 27, 20, 16, 15, 16, 20, 27, 36, 44, 50, 54, 57, 59, 61, 63, 65, 67, 67, 65
    };

    private static final int RHYTHM_TOTAL = Arrays.stream(RHYTHM).sum();

    private final InvitationLog log;
    private final Clock clock;
    private final Plan plan;

    /**
     * What to generate.
     *
     * @param rows in thirty days, about; never fewer than those of the known handles
     */
    public record Plan(long seed, long rows) {
        public static final long DEFAULT_ROWS = 2_000_000;

        public Plan {
            if (rows < 0) {
                throw new IllegalArgumentException("A number of rows is not negative");
            }
        }

        /** Two million rows. */
        public static Plan standard() {
            return new Plan(1, DEFAULT_ROWS);
        }

        private long others(long hour) {
            double known = MONTH.toHours() * (LogHour.HEAVY_ROWS + 1.0 / LogHour.LIGHT_EVERY);
            double othersInADay = Math.max(0, rows - known) / MONTH.toDays();
            return Math.round(othersInADay * RHYTHM[(int) (hour % 24)] / RHYTHM_TOTAL);
        }

        private long handles() {
            return Math.max(1_000, Math.min(5_000_000, rows / 50));
        }
    }

    /** Is told how far the generator is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param rows there so far, those of earlier runs among them
         * @param total of this run
         */
        void reached(long rows, long total);
    }

    public LogGenerator(InvitationLog log, Clock clock, Plan plan) {
        this.log = log;
        this.clock = clock;
        this.plan = plan;
    }

    /**
     * Appends whatever of the last thirty days is missing, up to the last full hour.
     *
     * @return rows appended by this run
     */
    public long run(Progress progress) {
        TimeRange month = month();
        long first = hour(month.from());
        long end = hour(month.to());
        long total = total(first, end);
        Ranks ranks = new Ranks(plan.handles());
        long there = 0;
        long appended = 0;
        for (long hour = first; hour < end; hour++) {
            InvitationLog.Appended batch =
                    log.append(batchKey(hour), new LogHour(plan.seed(), hour, plan.others(hour), ranks));
            there += batch.accepted();
            appended += batch.repeated() ? 0 : batch.accepted();
            progress.reached(there, total);
        }
        return appended;
    }

    /** The full hours that a run at this instant covers. */
    public TimeRange month() {
        Instant now = clock.instant();
        long first = hour(now.minus(MONTH)) + 1;
        return new TimeRange(
                Instant.ofEpochSecond(first * LogHour.SECONDS), Instant.ofEpochSecond(hour(now) * LogHour.SECONDS));
    }

    /** How many rows a known handle causes in a range; for others than the known handles the answer is not known. */
    public long plannedRows(Handle source, Set<LogKind> logs, TimeRange range) {
        if (!source.equals(DemoHandles.LIGHT)
                && !source.equals(DemoHandles.HEAVY)
                && !source.equals(DemoHandles.ABSENT)) {
            throw new IllegalArgumentException("Only the rows of the known handles are planned");
        }
        TimeRange month = month();
        long found = 0;
        for (long hour = hour(month.from()); hour < hour(month.to()); hour++) {
            for (LogRecord row : LogHour.knownRows(plan.seed(), hour)) {
                if (row.source().equals(source) && logs.contains(row.log()) && range.contains(row.occurredAt())) {
                    found++;
                }
            }
        }
        return found;
    }

    private String batchKey(long hour) {
        return "demonstration/" + plan.seed() + "/" + plan.rows() + "/" + hour;
    }

    private long total(long first, long end) {
        long total = 0;
        for (long hour = first; hour < end; hour++) {
            total += plan.others(hour) + LogHour.HEAVY_ROWS + (hour % LogHour.LIGHT_EVERY == 0 ? 1 : 0);
        }
        return total;
    }

    private static long hour(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), LogHour.SECONDS);
    }
}
