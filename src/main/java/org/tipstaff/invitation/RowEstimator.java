package org.tipstaff.invitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says about how many rows a search would find. Of each day the first {@value #PROBED} entries that the index has for
 * the handles are counted, without opening one. A day that has fewer is known exactly by that. Of a day that has more
 * the planner's expectation is taken, in the proportion in which the entries counted are of the logs asked for, and in
 * that of the time asked for to the time that the day has lasted; in an engine without a planner, that the rest of the
 * day goes on as it began.
 */
final class RowEstimator {
    private static final int PROBED = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LogConnections connections;
    private final CoverageFinder coverage;
    private final PinnedRetention retention;
    private final RowStores stores;
    private final Clock clock;

    RowEstimator(
            LogConnections connections,
            CoverageFinder coverage,
            PinnedRetention retention,
            RowStores stores,
            Clock clock) {
        this.connections = connections;
        this.coverage = coverage;
        this.retention = retention;
        this.stores = stores;
        this.clock = clock;
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
                    Part part = Part.of(wanted.on(day), clock.instant());
                    if (!part.from().isEmpty()) {
                        parts.add(part);
                    }
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

    /**
     * What is asked of a day.
     *
     * @param from per log of which rows are wanted, the first instant
     * @param lived the end of the day, or now
     */
    private record Part(RowStore.Wanted wanted, Map<LogKind, Instant> from, Instant lived) {
        static Part of(RowStore.Wanted wanted, Instant now) {
            Map<LogKind, Instant> from = new EnumMap<>(wanted.from());
            from.values().removeIf(first -> !first.isBefore(wanted.to()));
            Instant end = wanted.day().end();
            return new Part(wanted, from, now.isBefore(end) ? now : end);
        }

        String where() {
            String column = wanted.direction() == Direction.BY_SOURCE ? "source_sealed" : "target_sealed";
            return " FROM " + wanted.day().table() + " WHERE " + column + " = ANY (?)";
        }

        /** @param number comes back with the answer: a union promises no order */
        String probe(int number) {
            String fits = from.keySet().stream()
                    .map(log -> "log = " + LogCode.of(log) + " AND occurred_at >= ?")
                    .collect(Collectors.joining(" OR ", "(", ")"));
            String logs = from.keySet().stream()
                    .map(log -> Short.toString(LogCode.of(log)))
                    .collect(Collectors.joining(", "));
            return "SELECT " + number + ", count(*), count(*) FILTER (WHERE log IN (" + logs
                    + ")), count(*) FILTER (WHERE " + fits + " AND occurred_at < ?) FROM (SELECT log, occurred_at"
                    + where() + " LIMIT " + PROBED + ") probed";
        }

        int bindProbe(PreparedStatement select, int start) throws SQLException {
            int position = start;
            for (Instant first : from.values()) {
                select.setObject(position++, LogTime.utc(first));
            }
            select.setObject(position++, LogTime.utc(wanted.to()));
            return bindHandles(select, position);
        }

        int bindHandles(PreparedStatement select, int first) throws SQLException {
            select.setArray(
                    first,
                    select.getConnection()
                            .createArrayOf("bytea", wanted.handles().toArray(byte[][]::new)));
            return first + 1;
        }

        /** Of the time that the day has lasted, that which is asked for: from 0 to 1. */
        double share() {
            Instant first = Collections.min(from.values());
            Instant to = wanted.to().isBefore(lived) ? wanted.to() : lived;
            double asked = Duration.between(first, to).toNanos();
            return Math.max(
                    0,
                    asked
                            / Math.max(
                                    1,
                                    Duration.between(wanted.day().start(), lived)
                                            .toNanos()));
        }
    }

    /**
     * What was counted of a day.
     *
     * @param all entries counted, at most {@link #PROBED}
     * @param ofLogs how many of them are of the logs asked for
     * @param fitting how many of these are of the time asked for too
     */
    private record Probe(Part part, long all, long ofLogs, long fitting) {}

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
                position = part.bindProbe(select, position);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    probes.add(new Probe(parts.get(row.getInt(1)), row.getLong(2), row.getLong(3), row.getLong(4)));
                }
            }
        }
        return probes;
    }

    private static long expected(Connection connection, Probe probe) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement(
                "EXPLAIN (FORMAT JSON) SELECT" + probe.part().where())) {
            probe.part().bindHandles(explain, 1);
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                double rows = JSON.readTree(row.getString(1))
                        .path(0)
                        .path("Plan")
                        .path("Plan Rows")
                        .asDouble();
                double ofLogs = rows * probe.ofLogs() / probe.all();
                return Math.max(
                        probe.fitting(), Math.round(ofLogs * probe.part().share()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database's plan is not readable", e);
        }
    }
}
