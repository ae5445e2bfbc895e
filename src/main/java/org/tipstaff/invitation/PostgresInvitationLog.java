package org.tipstaff.invitation;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;

/** The invitation log in day partitions of PostgreSQL, sealed under keys that lie elsewhere. */
final class PostgresInvitationLog implements InvitationLog {
    private final LogConnections connections;
    private final DayKeys keys;
    private final Days days;
    private final Pins pins;
    private final CoverageFinder coverage;
    private final BatchWriter writer;
    private final LogReader reader;
    private final Purge purge;
    private final Clock clock;

    /**
     * What may differ from one installation to another.
     *
     * @param tolerance how far a row may lie in the future
     * @param settles see {@link Purge.Rules}
     * @param patience see {@link Purge.Rules}
     */
    record Rules(Retentions retentions, Duration tolerance, Duration settles, Duration patience) {
        static Rules of(LogSettings settings) {
            return new Rules(
                    settings.retentions(),
                    settings.toleratedClockDifference(),
                    settings.purgeSettles(),
                    settings.purgePatience());
        }
    }

    PostgresInvitationLog(LogConnections connections, KeyStore store, Clock clock, Rules rules) {
        Retentions retentions = rules.retentions();
        this.connections = connections;
        this.clock = clock;
        this.keys = new DayKeys(store);
        this.days = new Days(connections, keys, clock);
        this.pins = new Pins(connections, retentions);
        this.coverage = new CoverageFinder(days, keys, retentions);
        this.writer =
                new BatchWriter(connections, days, new BatchWriter.Acceptance(clock, retentions, rules.tolerance()));
        this.reader = new LogReader(connections, coverage, pins, clock);
        this.purge = new Purge(
                connections,
                new DayDestruction(keys),
                pins,
                new Purge.Rules(clock, retentions, rules.settles(), rules.patience()));
    }

    @Override
    public Appended append(String batchKey, Iterator<LogRecord> rows) {
        return writer.append(batchKey, rows);
    }

    @Override
    public Coverage read(Search search, Instant asOf, RowSink sink) throws IOException {
        return reader.read(search, asOf, sink);
    }

    @Override
    public Coverage coverage(TimeRange range, Set<LogKind> logs, Instant asOf) {
        return connections.<Coverage, RuntimeException>inTransaction(
                connection -> coverage.coverage(range, logs, asOf, coverage.readable(connection, range)));
    }

    @Override
    public void pin(String holder, Instant asOf) {
        pins.pin(holder, asOf);
    }

    @Override
    public void unpin(String holder) {
        pins.unpin(holder);
    }

    /** Opens today and the days after it. */
    void openAhead(int daysAhead) {
        days.openAhead(daysAhead);
    }

    /** One retention run; nothing where another is under way. Must not run inside a transaction. */
    Optional<RetentionRun> purge(RunJournal journal) {
        return purge.run(journal);
    }

    /** A day that has rows, was not destroyed, and whose keys are not all there; nothing where all is well. */
    Optional<LogDay> dayWithoutKey() {
        Set<KeyName> names = keys.names();
        LogDay first = LogDay.of(Instant.EPOCH);
        LogDay last = new LogDay(LogDay.of(clock.instant()).date().plusYears(1));
        return connections.<Optional<LogDay>, RuntimeException>inTransaction(
                connection -> days.between(connection, first, last).stream()
                        .filter(opened -> !opened.destroyed() && opened.mayHaveRows())
                        .map(Days.Opened::day)
                        .filter(day -> !names.contains(day.handlesKey()) || !names.contains(day.detailsKey()))
                        .findFirst());
    }
}
