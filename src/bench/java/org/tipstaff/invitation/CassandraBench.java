package org.tipstaff.invitation;

import org.tipstaff.invitation.cassandra.CassandraAccess;
import org.tipstaff.invitation.cassandra.CassandraRows;
import org.tipstaff.invitation.cassandra.Ring;
import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.day.SealedRow;
import org.tipstaff.invitation.ingest.OpenBatches;
import org.tipstaff.invitation.postgres.DayParts;
import org.tipstaff.invitation.postgres.PostgresRows;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.invitation.sealed.SealedInvitationLog;


import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.CassandraRing;
import org.tipstaff.TestDatabase;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.TestKeys;

/**
 * The log in Cassandra beside the driver by hand: rows appended a second, look-ups, bytes a row; on a ring of one node and
 * of three, all of them on this machine, where three get a fifth of the rows: each row is written three times on the same
 * processors. Argument: rows of the thirty days; 300,000 without one.
 */
public final class CassandraBench {
    private static final String KEYSPACE = "tipstaff_bench";
    private static final String PEERS = "peer_bench";
    private static final int DAYS = 30;
    /** The first days warm everything up. */
    private static final int WARM = 6;

    private final Instant now =
            Clock.systemUTC().instant().atZone(ZoneOffset.UTC).toLocalDate().atTime(12, 0).toInstant(ZoneOffset.UTC);
    private final ClockFake clock = new ClockFake(LogDay.of(now).end().minusMillis(1));
    private final List<LogDay> days = new ArrayList<>();
    private final long month;

    private CassandraBench(long month) {
        this.month = month;
        for (int ago = DAYS - 1; ago >= 0; ago--) {
            days.add(new LogDay(LogDay.of(now).date().minusDays(ago)));
        }
    }

    public static void main(String[] arguments) throws Exception {
        long month = arguments.length == 0 ? 300_000 : Long.parseLong(arguments[0]);
        for (int nodes : new int[] {1, 3}) {
            CassandraBench bench = new CassandraBench(nodes == 1 ? month : month / 5);
            Report.line("%d of Cassandra's nodes, %,d rows, %d processors, load %.1f", nodes, bench.month, Runtime.getRuntime().availableProcessors(), Report.load());
            try (CassandraRing ring = CassandraRing.forBenchmarks(nodes, nodes == 1 ? "2g" : "1g")) {
                bench.measure(ring, nodes);
            }
        }
    }

    private void measure(CassandraRing ring, int nodes) throws Exception {
        KeyStore keys = TestKeys.in(Files.createTempDirectory("tipstaff-bench-keys"));
        AgroalDataSource pool = BenchServer.pool(TestDatabase.fresh().url());
        LogConnections connections = LogConnections.plain(pool);
        try (pool;
                CassandraAccess access = new CassandraAccess(where(ring, KEYSPACE, nodes), connections);
                CassandraAccess peers = new CassandraAccess(where(ring, PEERS, nodes), connections)) {
            CassandraRows rows = new CassandraRows(access, new OpenBatches(connections, clock), retentions(connections), clock);
            SealedInvitationLog log = log(connections, keys, new RowStores(Engine.CASSANDRA, new PostgresRows(DayParts.ONE, clock), rows));
            CassandraPeer peer = new CassandraPeer(peers.open(), new DayKeys(keys));
            append(log, peer);
            lookUp(log, peer, "light", BenchRows.LIGHT, 200);
            lookUp(log, peer, "middle", BenchRows.MIDDLE, 50);
            if (BenchRows.haveHeavy(month / DAYS)) {
                lookUp(log, peer, "heavy", BenchRows.HEAVY, 7);
            }
        }
        ring.stop(1);
        Report.line("    bytes a row on one node, both tables, %d copies in all: %,d", nodes, ring.bytes(1, KEYSPACE) / month);
    }

    private static Ring where(CassandraRing ring, String keyspace, int nodes) {
        return new Ring(ring.contactPoints(), CassandraRing.DATACENTER, keyspace, nodes, Duration.ofDays(7), Optional.empty(), Optional.empty());
    }

    private SealedInvitationLog log(LogConnections connections, KeyStore keys, RowStores stores) {
        return new SealedInvitationLog(
                connections,
                keys,
                clock,
                retentions(connections),
                new SealedInvitationLog.Rules(
                        Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(5), BenchMonth.CLOSES, database -> clock.instant()),
                stores);
    }

    private static RetentionTable retentions(LogConnections connections) {
        return new RetentionTable(connections, Retentions.defaults());
    }

    /** Day by day in turn, so that both find the same machine. */
    private void append(SealedInvitationLog log, CassandraPeer peer) {
        long aDay = month / DAYS;
        double ours = 0;
        double theirs = 0;
        long cpu = 0;
        for (int day = 0; day < DAYS; day++) {
            List<SealedRow> sealed = peer.seal(days.get(day), new BenchRows(days.get(day), aDay, month));
            long cpuBefore = Report.cpu();
            long began = System.nanoTime();
            log.append("day " + day, new BenchRows(days.get(day), aDay, month));
            long between = System.nanoTime();
            long cpuBetween = Report.cpu();
            peer.append(days.get(day), sealed);
            if (day >= WARM) {
                ours += (between - began) / 1e9;
                cpu += cpuBetween - cpuBefore;
                theirs += (System.nanoTime() - between) / 1e9;
            }
        }
        double rows = (DAYS - WARM) * aDay;
        Report.line("    append, sealed, LOCAL_QUORUM, one writer %,10.0f rows/s, %,.1f µs CPU of the writer a row", rows / ours, cpu / 1e3 / rows);
        Report.line("    sealed rows by the driver alone          %,10.0f rows/s; ratio %.2f", rows / theirs, theirs / ours);
    }

    private void lookUp(SealedInvitationLog log, CassandraPeer peer, String name, Handle handle, int times) throws IOException {
        Search search = new Search(
                Set.of(handle), EnumSet.of(LogKind.CAPABILITY_QUERY), Direction.BY_SOURCE, BenchMonth.before(clock.instant()));
        Sample ours = new Sample();
        Sample theirs = new Sample();
        for (int run = -times / 2; run < times; run++) {
            Sample.Look look = Sample.Look.at(log, search, clock.instant());
            Sample.Look by = peer.look(days, handle);
            if (run >= 0) {
                ours.add(look);
                theirs.add(by);
            }
        }
        Report.line(
                "    look-up, 30 days, %-6s %,9d rows  p50 %,8.1f ms  p99 %,8.1f ms  %,9.0f rows/s | the driver alone %,9d rows  p50 %,8.1f ms",
                name, ours.rows(), ours.p(50), ours.p(99), ours.rows() / ours.p(50) * 1e3, theirs.rows(), theirs.p(50));
    }
}
