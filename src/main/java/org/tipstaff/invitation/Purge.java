package org.tipstaff.invitation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The retention run: destroys what is past retention for everybody, now and at every pinned instant.
 *
 * <p>Order matters. The present is read first, then the run waits a moment and takes the lock that excludes readers and
 * pins: whoever took an instant of receipt before that present has pinned it by then, or is told so. Under the lock days
 * are marked and their keys destroyed, which takes milliseconds; partitions are removed after it. A run that dies is
 * taken up by the next one.
 */
final class Purge {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofMillis(500);

    private final LogConnections connections;
    private final DayDestruction destruction;
    private final Pins pins;
    private final Rules rules;

    /**
     * When and how long.
     *
     * @param settles wait between reading the clock and asking for the lock
     * @param patience how long to ask for the lock
     */
    record Rules(Clock clock, Retentions retentions, Duration settles, Duration patience) {}

    Purge(LogConnections connections, DayDestruction destruction, Pins pins, Rules rules) {
        this.connections = connections;
        this.destruction = destruction;
        this.pins = pins;
        this.rules = rules;
    }

    /**
     * Runs once; nothing where another run is under way.
     *
     * @throws LogUnavailable where the database fails or the lock is not to be had; the run is journalled as failed
     */
    Optional<RetentionRun> run(RunJournal journal) {
        return connections.session(session -> {
            if (!LogLock.RUN.tryTake(session)) {
                return Optional.empty();
            }
            try {
                execute(session, "SET lock_timeout = " + LOCK_TIMEOUT.toMillis());
                return Optional.of(journalled(session, journal));
            } finally {
                // The session goes back to a pool.
                execute(session, "RESET lock_timeout");
                LogLock.releaseAll(session);
            }
        });
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
        pause(rules.settles());
        Marked marked = patiently(() -> mark(session, now));
        // What was marked is read by nobody: the rest needs no lock, and readers do not wait for it.
        long bytes = 0;
        for (LogDay day : marked.days()) {
            bytes += patiently(() -> destruction.drop(session, day, now));
        }
        long rows = 0;
        for (Map.Entry<LogKind, List<LogDay>> emptied : marked.emptied().entrySet()) {
            for (LogDay day : emptied.getValue()) {
                rows += patiently(() -> destruction.empty(session, emptied.getKey(), day));
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
            Map<LogKind, Instant> cutoffs = cutoffs(now, pinned);
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
    private Map<LogKind, Instant> cutoffs(Instant now, List<Instant> pinned) {
        Map<LogKind, Instant> earliest = new EnumMap<>(rules.retentions().cutoffs(EnumSet.allOf(LogKind.class), now));
        for (Instant pin : pinned) {
            rules.retentions()
                    .cutoffs(EnumSet.allOf(LogKind.class), pin)
                    .forEach((log, cutoff) -> earliest.merge(log, cutoff, (a, b) -> a.isBefore(b) ? a : b));
        }
        return earliest;
    }

    /**
     * Tries a step again where it had to wait for a lock longer than the session's {@code lock_timeout}. That time is
     * short, because whoever comes later queues behind a purge that waits.
     */
    private <T> T patiently(Step<T> step) throws SQLException {
        long attempts = rules.patience().dividedBy(LOCK_TIMEOUT.plus(BREATH)) + 1;
        while (true) {
            try {
                return step.take();
            } catch (SQLException e) {
                attempts--;
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempts <= 0) {
                    throw e;
                }
                pause(BREATH);
            }
        }
    }

    private interface Step<T> {
        T take() throws SQLException;
    }

    /** A batch is remembered for as long as its rows could be appended again. */
    private static void forgetBatches(Connection session, Instant cutoff) throws SQLException {
        try (PreparedStatement delete = session.prepareStatement(
                "DELETE FROM invitation.batch WHERE appended_at < ?::timestamptz - interval '1 day'")) {
            delete.setObject(1, LogTime.utc(cutoff));
            delete.executeUpdate();
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The retention run was interrupted", e);
        }
    }
}
