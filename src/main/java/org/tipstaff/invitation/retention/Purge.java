package org.tipstaff.invitation.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.day.ClockCheck;
import org.tipstaff.invitation.day.ClockDoubted;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.day.Patience;

/**
 * The retention run: destroys what is past retention for everybody, now and at every pinned instant.
 *
 * <p>Order matters. The present is read first, then the run waits a moment and takes the lock that excludes readers and
 * pins: whoever took an instant of receipt before that present has pinned it by then, or is told so. Under the lock days
 * are marked and their keys destroyed, which takes milliseconds; tables are removed after it. A run that dies is
 * taken up by the next one.
 */
public final class Purge {
    private final LogConnections connections;
    private final DayDestruction destruction;
    private final Pins pins;
    private final Rules rules;
    private final Patience patience;

    /**
     * When and how long.
     *
     * @param check of the clock, before anything is destroyed by it
     * @param settles wait between reading the clock and asking for the lock
     * @param patience how long to ask for the lock
     */
    public record Rules(
            Clock clock, ClockCheck check, RetentionTable retentions, Duration settles, Duration patience) {}

    public Purge(LogConnections connections, DayDestruction destruction, Pins pins, Rules rules) {
        this.connections = connections;
        this.destruction = destruction;
        this.pins = pins;
        this.rules = rules;
        this.patience = new Patience(rules.patience());
    }

    /**
     * Runs once; nothing where another run is under way.
     *
     * @throws LogUnavailable where the database fails or the lock is not to be had; the run is journalled as failed
     */
    public Optional<RetentionRun> run(RunJournal journal) {
        return connections.session(session -> {
            if (!takeRun(session)) {
                return Optional.empty();
            }
            try {
                Patience.limit(session);
                return Optional.of(journalled(session, journal));
            } finally {
                Patience.unlimit(session);
                LogLock.releaseAll(session);
            }
        });
    }

    /** The layout of a closed day has the lock for moments; another retention run keeps it. */
    private static boolean takeRun(Connection session) throws SQLException {
        for (int tries = 0; tries < 10; tries++) {
            if (LogLock.RUN.tryTake(session)) {
                return true;
            }
            Patience.pause(Duration.ofMillis(500));
        }
        return false;
    }

    private RetentionRun journalled(Connection session, RunJournal journal) throws SQLException {
        Instant startedAt = rules.clock().instant();
        long number = journal.begin(startedAt);
        boolean ended = false;
        String problem = "interrupted";
        try {
            RetentionRun run = destroyExpired(session, startedAt);
            journal.done(number, run);
            ended = true;
            return run;
        } catch (SQLException e) {
            problem = "SQL state " + e.getSQLState();
            throw e;
        } catch (ClockDoubted e) {
            problem = e.sentence();
            throw e;
        } catch (RuntimeException e) {
            problem = e.getClass().getSimpleName();
            throw e;
        } finally {
            if (!ended) {
                journal.failed(number, rules.clock().instant(), problem);
            }
        }
    }

    private RetentionRun destroyExpired(Connection session, Instant now) throws SQLException {
        rules.check().require(session);
        Patience.pause(rules.settles());
        Marked marked = patience.with(() -> mark(session, now));
        // What was marked is read by nobody: the rest needs no lock, and readers do not wait for it.
        long bytes = 0;
        for (LogDay day : marked.days()) {
            bytes += patience.with(() -> destruction.drop(session, day, now));
        }
        long rows = 0;
        for (Map.Entry<LogKind, List<LogDay>> emptied : marked.emptied().entrySet()) {
            for (LogDay day : emptied.getValue()) {
                rows += patience.with(() -> destruction.empty(session, emptied.getKey(), day));
            }
        }
        forgetBatches(session, marked.cutoff());
        return new RetentionRun(
                now,
                rules.clock().instant(),
                marked.pinned().stream()
                        .min(Instant::compareTo)
                        .filter(now::isAfter)
                        .orElse(now),
                marked.days().stream().map(LogDay::date).toList(),
                rows,
                bytes,
                marked.pinned().size());
    }

    /** What was marked under the lock, to be removed without it. */
    private record Marked(
            List<Instant> pinned, Instant cutoff, List<LogDay> days, Map<LogKind, List<LogDay>> emptied) {}

    private Marked mark(Connection session, Instant now) throws SQLException {
        LogLock.PURGE.take(session);
        try {
            List<Instant> pinned = pins.all(session);
            Retentions values = rules.retentions().read(session);
            RetentionTable.expire(session, values.cutoffs(EnumSet.allOf(LogKind.class), now));
            Map<LogKind, Instant> cutoffs = cutoffs(values.pinned(), now, pinned);
            Instant wholeDays = Collections.min(cutoffs.values());
            List<LogDay> days = destruction.markAndDestroyKeys(session, wholeDays, now);
            Map<LogKind, List<LogDay>> emptied = new EnumMap<>(LogKind.class);
            for (Map.Entry<LogKind, Instant> cutoff : cutoffs.entrySet()) {
                if (cutoff.getValue().isAfter(wholeDays)) {
                    emptied.put(
                            cutoff.getKey(), destruction.markEmptied(session, cutoff.getKey(), cutoff.getValue(), now));
                }
            }
            return new Marked(pinned, wholeDays, days, emptied);
        } finally {
            LogLock.PURGE.release(session);
        }
    }

    /** Per log the earliest cut-off of the present and of every pinned instant, each by the retention in force then. */
    private static Map<LogKind, Instant> cutoffs(Retentions values, Instant now, List<Instant> pinned) {
        Map<LogKind, Instant> earliest = new EnumMap<>(values.cutoffs(EnumSet.allOf(LogKind.class), now));
        for (Instant pin : pinned) {
            values.cutoffs(EnumSet.allOf(LogKind.class), pin)
                    .forEach((log, cutoff) -> earliest.merge(log, cutoff, (a, b) -> a.isBefore(b) ? a : b));
        }
        return earliest;
    }

    /** A batch is remembered for as long as its rows could be appended again; one that broke off, for as long as they lie there. */
    private static void forgetBatches(Connection session, Instant cutoff) throws SQLException {
        for (String old : List.of("batch WHERE appended_at", "open_batch WHERE began_at")) {
            try (PreparedStatement delete = session.prepareStatement(
                    "DELETE FROM invitation." + old + " < ?::timestamptz - interval '1 day'")) {
                delete.setObject(1, LogTime.utc(cutoff));
                delete.executeUpdate();
            }
        }
    }
}
