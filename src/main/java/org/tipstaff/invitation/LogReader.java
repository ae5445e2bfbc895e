package org.tipstaff.invitation;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tipstaff.invitation.InvitationLog.RowSink;

/**
 * Reads the rows that a search finds: day by day, the sealed handles of that day against that day's partition only. A
 * heavy handle is sorted by PostgreSQL, which spills to disk, and fetched in pieces.
 */
final class LogReader {
    /** Rows fetched at a time; without a number, and without a transaction, the driver would hold all of them. */
    private static final int FETCHED = 5_000;

    private final LogConnections connections;
    private final CoverageFinder coverage;
    private final PinnedRetention retention;

    LogReader(LogConnections connections, CoverageFinder coverage, PinnedRetention retention) {
        this.connections = connections;
        this.coverage = coverage;
        this.retention = retention;
    }

    /** See {@link InvitationLog#read}. In the caller's transaction, where there is one, the lock lasts as long as that. */
    Coverage read(Search search, Instant asOf, RowSink sink) throws IOException {
        return connections.<Coverage, IOException>inTransaction(connection -> {
            LogLock.PURGE.shareInTransaction(connection);
            Retentions applied = retention.asOf(connection, asOf);
            var readable = coverage.readableOrFail(connection, search.range());
            Coverage covered = CoverageFinder.coverage(
                    new CoverageFinder.Asked(search.range(), search.logs(), asOf), applied, readable);
            Predicate predicate = new Predicate(search, covered);
            for (CoverageFinder.Readable day : readable) {
                if (day.mayHaveRows() && predicate.mayMatchOn(day.day())) {
                    readDay(connection, day, predicate, sink);
                }
            }
            return covered;
        });
    }

    private void readDay(Connection connection, CoverageFinder.Readable day, Predicate predicate, RowSink sink)
            throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(predicate.sql(day))) {
            select.setFetchSize(FETCHED);
            predicate.bind(connection, select, day);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sink.accept(day.seal().open(row(rows)));
                }
            }
        }
    }

    private static SealedRow row(ResultSet rows) throws SQLException {
        return new SealedRow(
                LogCode.log(rows.getShort(1)),
                rows.getObject(2, OffsetDateTime.class).toInstant(),
                rows.getBytes(3),
                rows.getBytes(4),
                rows.getBytes(5));
    }

    /** What a search asks of each partition: handles of the column, and per log the first instant that may be shown. */
    private record Predicate(Search search, Coverage covered) {
        boolean mayMatchOn(LogDay day) {
            return search.logs().stream().anyMatch(log -> day.end().isAfter(first(log)));
        }

        /** The first microsecond inside the range and after the log's cut-off. */
        Instant first(LogKind log) {
            Instant cutoff = covered.cutoff().getOrDefault(log, Instant.MAX);
            long afterCutoff = LogTime.micros(cutoff) + 1;
            return LogTime.instant(Math.max(LogTime.notBefore(search.range().from()), afterCutoff));
        }

        private Instant end(LogDay day) {
            Instant end = LogTime.instant(LogTime.notBefore(search.range().to()));
            return end.isBefore(day.end()) ? end : day.end();
        }

        String sql(CoverageFinder.Readable day) {
            String rows = day.layingOut()
                    ? select(day.day().partition()) + " UNION ALL " + select(LogDay.LATE)
                    : select(day.day().partition());
            // Ordered to the last column, so that two readings of the same rows are equal byte by byte.
            return rows + " ORDER BY occurred_at, log, source_sealed, target_sealed, details_sealed";
        }

        private String select(String table) {
            String column = search.direction() == Direction.BY_SOURCE ? "source_sealed" : "target_sealed";
            String logs = search.logs().stream()
                    .map(log -> "log = " + LogCode.of(log) + " AND occurred_at >= ?")
                    .collect(Collectors.joining(" OR ", "(", ")"));
            return "SELECT log, occurred_at, source_sealed, target_sealed, details_sealed FROM " + table + " WHERE "
                    + column + " = ANY (?) AND " + logs + " AND occurred_at >= ? AND occurred_at < ?";
        }

        void bind(Connection connection, PreparedStatement select, CoverageFinder.Readable day) throws SQLException {
            List<byte[]> sealed = new ArrayList<>();
            for (Handle handle : search.handles()) {
                sealed.add(day.seal().seal(search.direction(), handle));
            }
            Array handles = connection.createArrayOf("bytea", sealed.toArray(byte[][]::new));
            int position = 1;
            for (int table = 0; table < (day.layingOut() ? 2 : 1); table++) {
                select.setArray(position++, handles);
                for (LogKind log : search.logs()) {
                    select.setObject(position++, LogTime.utc(first(log)));
                }
                // The table of late rows holds other days too.
                select.setObject(position++, LogTime.utc(day.day().start()));
                select.setObject(position++, LogTime.utc(end(day.day())));
            }
        }
    }
}
