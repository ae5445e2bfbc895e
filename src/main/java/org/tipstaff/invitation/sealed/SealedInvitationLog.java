package org.tipstaff.invitation.sealed;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnreadable;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.ClockCheck;
import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.ingest.Appender;
import org.tipstaff.invitation.ingest.BatchWriter;
import org.tipstaff.invitation.postgres.DayLayout;
import org.tipstaff.invitation.retention.DayDestruction;
import org.tipstaff.invitation.retention.PinnedRetention;
import org.tipstaff.invitation.retention.Pins;
import org.tipstaff.invitation.retention.Purge;
import org.tipstaff.invitation.retention.RetentionRun;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.RunJournal;
import org.tipstaff.invitation.search.CoverageFinder;
import org.tipstaff.invitation.search.LogReader;
import org.tipstaff.invitation.search.RowEstimator;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.sealing.Sha256;

/**
 * The invitation log: days, batches, pins and retention runs in PostgreSQL, the rows of each day in the engine that the
 * day was opened in, sealed under keys that lie elsewhere.
 */
public final class SealedInvitationLog implements InvitationLog, Appender {
    /** Further ahead no day is open. */
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final LogConnections connections;
    private final Days days;
    private final RetentionTable retentions;
    private final Pins pins;
    private final CoverageFinder coverage;
    private final BatchWriter writer;
    private final LogReader reader;
    private final RowEstimator estimator;
    private final Purge purge;
    private final DayLayout layout;
    private final Clock clock;
    private final RowStores stores;

    /**
     * What may differ from one installation to another.
     *
     * @param tolerance how far a row may lie in the future
     * @param settles see {@link Purge.Rules}
     * @param patience see {@link Purge.Rules}
     * @param closes see {@link DayLayout}
     * @param reference what the clock is compared with
     */
    public record Rules(
            Duration tolerance, Duration settles, Duration patience, Duration closes, ClockCheck.Reference reference) {
        static Rules of(LogSettings settings) {
            return new Rules(
                    settings.toleratedClockDifference(),
                    settings.purgeSettles(),
                    settings.purgePatience(),
                    settings.dayCloses(),
                    ClockCheck.Reference.DATABASE);
        }
    }

    public SealedInvitationLog(
            LogConnections connections,
            KeyStore store,
            Clock clock,
            RetentionTable retentions,
            Rules rules,
            RowStores stores) {
        this.connections = connections;
        this.clock = clock;
        this.stores = stores;
        DayKeys keys = new DayKeys(store);
        this.days = new Days(connections, keys, clock, stores);
        this.retentions = retentions;
        this.pins = new Pins(connections, retentions, rules.tolerance());
        this.coverage = new CoverageFinder(days, keys);
        this.writer = new BatchWriter(
                connections, days, new BatchWriter.Acceptance(clock, retentions, rules.tolerance()), new Sealer(store));
        PinnedRetention pinned = new PinnedRetention(retentions, pins, clock);
        this.reader = new LogReader(connections, coverage, pinned, stores);
        this.estimator = new RowEstimator(connections, coverage, pinned, stores, clock);
        this.purge = new Purge(
                connections,
                new DayDestruction(keys, stores),
                pins,
                new Purge.Rules(
                        clock,
                        new ClockCheck(clock, rules.reference(), rules.tolerance()),
                        retentions,
                        rules.settles(),
                        rules.patience()));
        this.layout = new DayLayout(connections, clock, rules.closes(), rules.patience());
    }

    @Override
    public Appended append(String batchKey, Iterator<LogRecord> rows) {
        return writer.append(new BatchWriter.Batch(batchKey, rows, null));
    }

    @Override
    public Appended append(String batchKey, Iterator<LogRecord> rows, Supplier<Sha256> content) {
        return writer.append(new BatchWriter.Batch(batchKey, rows, content));
    }

    @Override
    public Coverage read(Search search, Instant asOf, RowSink sink) throws IOException {
        return reader.read(search, asOf, sink);
    }

    @Override
    public Coverage coverage(TimeRange range, Set<LogKind> logs, Instant asOf) {
        return connections.<Coverage, RuntimeException>inTransaction(connection -> CoverageFinder.coverage(
                new CoverageFinder.Asked(range, logs, asOf),
                retentions.read(connection),
                coverage.readable(connection, range)));
    }

    @Override
    public long estimate(Search search, Instant asOf) {
        return estimator.estimate(search, asOf);
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
    public void openAhead(int daysAhead) {
        days.openAhead(daysAhead);
    }

    /** One retention run; nothing where another is under way. Must not run inside a transaction. */
    public Optional<RetentionRun> purge(RunJournal journal) {
        return purge.run(journal);
    }

    /** See {@link DayLayout#run}. */
    public List<LogDay> layOutClosedDays() {
        return layout.run();
    }

    /**
     * Why a day that has rows and was not destroyed cannot be read, or new rows cannot be written; nothing where all is
     * well.
     */
    public Optional<String> problem() {
        TimeRange ever = new TimeRange(Instant.EPOCH, clock.instant().plus(A_YEAR));
        return connections.<Optional<String>, RuntimeException>inTransaction(connection -> {
            Set<Engine> engines = days.enginesInUse(connection);
            return coverage.problem(connection, ever)
                    .map(LogUnreadable::getMessage)
                    .or(() -> stores.problem(engines));
        });
    }
}
