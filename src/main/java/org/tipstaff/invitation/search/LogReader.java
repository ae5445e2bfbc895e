package org.tipstaff.invitation.search;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.InvitationLog.RowSink;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.DaySeal;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.day.SealedRow;
import org.tipstaff.invitation.retention.PinnedRetention;
import org.tipstaff.invitation.retention.Retentions;

/**
 * Reads the rows that a search finds: day by day, the sealed handles of that day against the rows of that day only, in
 * whatever engine they lie.
 */
public final class LogReader {
    /**
     * On a laid-out day the rows that a search by target finds lie one a page, all over the table. PostgreSQL asks its disk
     * for so many of these pages at a time, instead of for one after the other.
     */
    private static final int PAGES_AHEAD = 128;

    private final LogConnections connections;
    private final CoverageFinder coverage;
    private final PinnedRetention retention;
    private final RowStores stores;

    public LogReader(LogConnections connections, CoverageFinder coverage, PinnedRetention retention, RowStores stores) {
        this.connections = connections;
        this.coverage = coverage;
        this.retention = retention;
        this.stores = stores;
    }

    /** See {@link InvitationLog#read}. In the caller's transaction, where there is one, the lock lasts as long as that. */
    public Coverage read(Search search, Instant asOf, RowSink sink) throws IOException {
        return connections.<Coverage, IOException>inTransaction(connection -> {
            LogLock.PURGE.shareInTransaction(connection);
            readAhead(connection);
            Retentions applied = retention.asOf(connection, asOf);
            var readable = coverage.readableOrFail(connection, search.range());
            Coverage covered = CoverageFinder.coverage(
                    new CoverageFinder.Asked(search.range(), search.logs(), asOf), applied, readable);
            WantedRows wanted = new WantedRows(search, covered);
            List<CoverageFinder.Readable> matching = readable.stream()
                    .filter(day -> day.mayHaveRows() && wanted.mayMatchOn(day.day()))
                    .toList();
            readDays(connection, matching, wanted, sink);
            return covered;
        });
    }

    /** Until the transaction ends. 0 stays: PostgreSQL cannot ask ahead on this machine, or somebody does not want it to. */
    public static void readAhead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('effective_io_concurrency', '" + PAGES_AHEAD + "', true)"
                    + " WHERE current_setting('effective_io_concurrency')::int BETWEEN 1 AND " + PAGES_AHEAD);
        }
    }

    /** The days that the search may match, each with its rows; some are asked for ahead. */
    private void readDays(Connection connection, List<CoverageFinder.Readable> days, WantedRows wanted, RowSink sink)
            throws SQLException, IOException {
        Deque<Reading> open = new ArrayDeque<>();
        try {
            int next = 0;
            while (next < days.size() || !open.isEmpty()) {
                while (next < days.size() && open.size() < wanted.ahead()) {
                    CoverageFinder.Readable day = days.get(next++);
                    RowStore store = stores.of(day.opened().engine());
                    open.add(new Reading(day.seal(), store.read(connection, wanted.on(day))));
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
}
