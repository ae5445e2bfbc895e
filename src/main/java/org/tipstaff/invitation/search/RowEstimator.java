package org.tipstaff.invitation.search;

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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.day.SealedRow;
import org.tipstaff.invitation.retention.PinnedRetention;
import org.tipstaff.invitation.retention.Retentions;

/**
 * Says about how many rows a search would find. Of each day the first {@value #PROBED} entries that the index has for
 * the handles are counted, without opening one. A day that has fewer is known exactly by that. Of a day that has more
 * the planner's expectation is taken, in the proportion in which the entries counted are of the logs asked for, and in
 * that of the time asked for to the time that the day has lasted; in an engine without a planner, that the rest of the
 * day goes on as it began.
 */
public final class RowEstimator {
    static final int PROBED = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LogConnections connections;
    private final CoverageFinder coverage;
    private final PinnedRetention retention;
    private final RowStores stores;
    private final Clock clock;

    public RowEstimator(
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
    public long estimate(Search search, Instant asOf) {
        return connections.<Long, RuntimeException>inTransaction(connection -> {
            LogLock.PURGE.shareInTransaction(connection);
            Retentions applied = retention.known(connection, asOf);
            List<CoverageFinder.Readable> readable = coverage.readable(connection, search.range());
            WantedRows wanted = new WantedRows(
                    search,
                    CoverageFinder.coverage(
                            new CoverageFinder.Asked(search.range(), search.logs(), asOf), applied, readable));
            List<EstimatedDay> days = new ArrayList<>();
            long rows = 0;
            for (CoverageFinder.Readable day : readable) {
                if (!day.mayHaveRows() || !wanted.mayMatchOn(day.day())) {
                    continue;
                }
                if (day.opened().engine() == Engine.POSTGRESQL) {
                    EstimatedDay asked = EstimatedDay.of(wanted.on(day), clock.instant());
                    if (!asked.from().isEmpty()) {
                        days.add(asked);
                    }
                } else {
                    rows += begun(connection, day, wanted);
                }
            }
            for (Probe probe : probe(connection, days)) {
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
     * What was counted of a day.
     *
     * @param all entries counted, at most {@link #PROBED}
     * @param ofLogs how many of them are of the logs asked for
     * @param fitting how many of these are of the time asked for too
     */
    private record Probe(EstimatedDay day, long all, long ofLogs, long fitting) {}

    /** All days in one question. */
    private static List<Probe> probe(Connection connection, List<EstimatedDay> days) throws SQLException {
        List<Probe> probes = new ArrayList<>();
        if (days.isEmpty()) {
            return probes;
        }
        String sql = IntStream.range(0, days.size())
                .mapToObj(number -> days.get(number).probe(number))
                .collect(Collectors.joining(" UNION ALL "));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int position = 1;
            for (EstimatedDay day : days) {
                position = day.bindProbe(select, position);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    probes.add(new Probe(days.get(row.getInt(1)), row.getLong(2), row.getLong(3), row.getLong(4)));
                }
            }
        }
        return probes;
    }

    private static long expected(Connection connection, Probe probe) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement(
                "EXPLAIN (FORMAT JSON) SELECT" + probe.day().where())) {
            probe.day().bindHandles(explain, 1);
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                double rows = JSON.readTree(row.getString(1))
                        .path(0)
                        .path("Plan")
                        .path("Plan Rows")
                        .asDouble();
                double ofLogs = rows * probe.ofLogs() / probe.all();
                return Math.max(probe.fitting(), Math.round(ofLogs * probe.day().share()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database's plan is not readable", e);
        }
    }
}
