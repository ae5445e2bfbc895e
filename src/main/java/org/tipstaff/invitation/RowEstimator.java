package org.tipstaff.invitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says about how many rows a search would find. Of each day the first {@value #PROBED} entries that the index has for
 * the handles are counted, without opening one. A day that has fewer is known exactly by that. Of a day that has more
 * the planner's expectation is taken, in the proportion in which the entries counted fit the logs and the time; in an
 * engine without a planner, that the rest of the day goes on as it began.
 */
final class RowEstimator {
    private static final int PROBED = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LogConnections connections;
    private final CoverageFinder coverage;
    private final PinnedRetention retention;
    private final RowStores stores;

    RowEstimator(LogConnections connections, CoverageFinder coverage, PinnedRetention retention, RowStores stores) {
        this.connections = connections;
        this.coverage = coverage;
        this.retention = retention;
        this.stores = stores;
    }

    /** See {@link InvitationLog#estimate}. */
    long estimate(Search search, Instant asOf) {
        return connections.<Long, RuntimeException>inTransaction(connection -> {
            LogLock.PURGE.shareInTransaction(connection);
            Retentions applied = retention.known(connection, asOf);
            List<CoverageFinder.Readable> readable = coverage.readable(connection, search.range());
            WantedRows wanted = new WantedRows(
                    search,
                    CoverageFinder.coverage(
                            new CoverageFinder.Asked(search.range(), search.logs(), asOf), applied, readable));
            List<Part> parts = new ArrayList<>();
            long rows = 0;
            for (CoverageFinder.Readable day : readable) {
                if (!day.mayHaveRows() || !wanted.mayMatchOn(day.day())) {
                    continue;
                }
                if (day.opened().engine() == Engine.POSTGRESQL) {
                    parts.add(new Part(search, applied, asOf, day));
                } else {
                    rows += begun(connection, day, wanted);
                }
            }
            for (Probe probe : probe(connection, parts)) {
                rows += probe.all() < PROBED ? probe.fitting() : expected(connection, probe);
            }
            return rows;
        });
    }

    /** Of a day without a planner: its first rows, and as many again for each time they would fit into the day. */
    private long begun(Connection connection, CoverageFinder.Readable day, WantedRows wanted) throws SQLException {
        RowStore.Wanted rows = wanted.on(day);
        try (RowStore.Cursor cursor = stores.of(day.opened().engine()).read(connection, rows)) {
            int seen = 0;
            Instant first = rows.to();
            for (SealedRow row = cursor.next(); row != null; row = cursor.next()) {
                first = seen++ == 0 ? row.occurredAt() : first;
                if (seen == PROBED) {
                    long took = Math.max(
                            1, Duration.between(first, row.occurredAt()).toNanos());
                    return Math.max(
                            PROBED,
                            Math.round((double) PROBED
                                    * Duration.between(first, rows.to()).toNanos()
                                    / took));
                }
            }
            return seen;
        }
    }

    /** What is asked of a day. */
    private record Part(Search search, Retentions retentions, Instant asOf, CoverageFinder.Readable day) {
        String where() {
            String column = search.direction() == Direction.BY_SOURCE ? "source_sealed" : "target_sealed";
            return " FROM " + day.day().table() + " WHERE " + column + " = ANY (?)";
        }

        String fits() {
            return search.logs().stream()
                    .map(log -> "log = " + LogCode.of(log) + " AND occurred_at > ?")
                    .collect(Collectors.joining(" OR ", "(", ")"));
        }

        /** @param number comes back with the answer: a union promises no order */
        String probe(int number) {
            return "SELECT " + number + ", count(*), count(*) FILTER (WHERE " + fits()
                    + " AND occurred_at >= ? AND occurred_at < ?)" + " FROM (SELECT log, occurred_at" + where()
                    + " LIMIT " + PROBED + ") probed";
        }

        int bindFitting(PreparedStatement select, int first) throws SQLException {
            int position = first;
            for (LogKind log : search.logs()) {
                Instant cutoff = retentions.inForce(log, asOf).cutoff(asOf);
                select.setObject(position++, LogTime.utc(LogTime.instant(LogTime.micros(cutoff))));
            }
            select.setObject(
                    position++,
                    LogTime.utc(LogTime.instant(LogTime.notBefore(search.range().from()))));
            select.setObject(
                    position++,
                    LogTime.utc(LogTime.instant(LogTime.notBefore(search.range().to()))));
            return position;
        }

        int bindHandles(Connection connection, PreparedStatement select, int first) throws SQLException {
            byte[][] sealed = search.handles().stream()
                    .map(handle -> day.seal().seal(search.direction(), handle))
                    .toArray(byte[][]::new);
            select.setArray(first, connection.createArrayOf("bytea", sealed));
            return first + 1;
        }
    }

    /**
     * What was counted of a day.
     *
     * @param all entries counted, at most {@link #PROBED}
     * @param fitting how many of them are of the logs and of the time asked for
     */
    private record Probe(Part part, long all, long fitting) {}

    /** All days in one question. */
    private static List<Probe> probe(Connection connection, List<Part> parts) throws SQLException {
        List<Probe> probes = new ArrayList<>();
        if (parts.isEmpty()) {
            return probes;
        }
        String sql = IntStream.range(0, parts.size())
                .mapToObj(number -> parts.get(number).probe(number))
                .collect(Collectors.joining(" UNION ALL "));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int position = 1;
            for (Part part : parts) {
                position = part.bindFitting(select, position);
                position = part.bindHandles(connection, select, position);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    probes.add(new Probe(parts.get(row.getInt(1)), row.getLong(2), row.getLong(3)));
                }
            }
        }
        return probes;
    }

    private static long expected(Connection connection, Probe probe) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement(
                "EXPLAIN (FORMAT JSON) SELECT" + probe.part().where())) {
            probe.part().bindHandles(connection, explain, 1);
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                double rows = JSON.readTree(row.getString(1))
                        .path(0)
                        .path("Plan")
                        .path("Plan Rows")
                        .asDouble();
                return Math.max(probe.fitting(), Math.round(rows * probe.fitting() / probe.all()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database's plan is not readable", e);
        }
    }
}
