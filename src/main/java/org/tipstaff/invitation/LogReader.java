package org.tipstaff.invitation;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.invitation.InvitationLog.RowSink;

/**
 * Reads the rows that a search finds: day by day, the sealed handles of that day against the rows of that day only, in
 * whatever engine they lie.
 */
final class LogReader {
    /** Days opened ahead of their turn at most, and handles times logs of all of them. */
    private static final int MOST_AHEAD = 8;

    private static final int STREAMS = 24;
    /** How old an instant may be and still pass for the present. */
    private static final Duration PRESENT = Duration.ofMinutes(1);

    private final LogConnections connections;
    private final CoverageFinder coverage;
    private final Pins pins;
    private final Clock clock;
    private final RowStores stores;

    LogReader(LogConnections connections, CoverageFinder coverage, Pins pins, Clock clock, RowStores stores) {
        this.connections = connections;
        this.coverage = coverage;
        this.pins = pins;
        this.clock = clock;
        this.stores = stores;
    }

    /** See {@link InvitationLog#read}. In the caller's transaction, where there is one, the lock lasts as long as that. */
    Coverage read(Search search, Instant asOf, RowSink sink) throws IOException {
        return connections.<Coverage, IOException>inTransaction(connection -> {
            LogLock.PURGE.shareInTransaction(connection);
            refuseUnpinnedPast(connection, asOf);
            var readable = coverage.readableOrFail(connection, search.range());
            Coverage covered = coverage.coverage(search.range(), search.logs(), asOf, readable);
            Predicate predicate = new Predicate(search, covered);
            List<CoverageFinder.Readable> matching = readable.stream()
                    .filter(day -> day.mayHaveRows() && predicate.mayMatchOn(day.day()))
                    .toList();
            readDays(connection, matching, predicate, sink);
            return covered;
        });
    }

    /** Rows that are past retention by now are handed out only under a pin: an old instant alone opens nothing. */
    private void refuseUnpinnedPast(Connection connection, Instant asOf) throws SQLException {
        if (asOf.isBefore(clock.instant().minus(PRESENT)) && !pins.isPinned(connection, asOf)) {
            throw new IllegalArgumentException("The log is read as of the past only where a hold has pinned it");
        }
    }

    /** The days that the search may match, each with its rows; some are asked for ahead. */
    private void readDays(Connection connection, List<CoverageFinder.Readable> days, Predicate predicate, RowSink sink)
            throws SQLException, IOException {
        Deque<Reading> open = new ArrayDeque<>();
        try {
            int next = 0;
            while (next < days.size() || !open.isEmpty()) {
                while (next < days.size() && open.size() < predicate.ahead()) {
                    CoverageFinder.Readable day = days.get(next++);
                    RowStore store = stores.of(day.opened().engine());
                    open.add(new Reading(day.seal(), store.read(connection, predicate.on(day))));
                }
                hand(open.element(), sink);
                open.remove().rows().close();
            }
        } finally {
            for (Reading broken : open) {
                broken.rows().close();
            }
        }
    }

    private static void hand(Reading reading, RowSink sink) throws SQLException, IOException {
        for (SealedRow row = reading.rows().next();
                row != null;
                row = reading.rows().next()) {
            sink.accept(reading.seal().open(row));
        }
    }

    /** A day being read. */
    private record Reading(DaySeal seal, RowStore.Cursor rows) {}

    /** What a search asks of each day: handles of the column, and per log the first instant that may be shown. */
    private record Predicate(Search search, Coverage covered) {
        /** Days opened at a time: where answers travel, a search for a few handles waits for several days at once. */
        int ahead() {
            int streams = search.handles().size() * search.logs().size();
            return Math.max(1, Math.min(MOST_AHEAD, STREAMS / streams));
        }

        boolean mayMatchOn(LogDay day) {
            return search.logs().stream().anyMatch(log -> day.end().isAfter(first(log)));
        }

        /** The first microsecond inside the range and after the log's cut-off. */
        Instant first(LogKind log) {
            Instant cutoff = covered.cutoff().getOrDefault(log, Instant.MAX);
            long afterCutoff = LogTime.micros(cutoff) + 1;
            return LogTime.instant(Math.max(LogTime.notBefore(search.range().from()), afterCutoff));
        }

        RowStore.Wanted on(CoverageFinder.Readable readable) {
            LogDay day = readable.day();
            List<byte[]> sealed = search.handles().stream()
                    .map(handle -> readable.seal().seal(search.direction(), handle))
                    .toList();
            Map<LogKind, Instant> from = new EnumMap<>(LogKind.class);
            for (LogKind log : search.logs()) {
                Instant first = first(log);
                from.put(log, first.isBefore(day.start()) ? day.start() : first);
            }
            Instant end = LogTime.instant(LogTime.notBefore(search.range().to()));
            return new RowStore.Wanted(
                    day,
                    readable.opened().layingOut(),
                    search.direction(),
                    sealed,
                    from,
                    end.isBefore(day.end()) ? end : day.end());
        }
    }
}
