package org.tipstaff.invitation;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.CassandraRing;
import org.tipstaff.TestDatabase;
import org.tipstaff.sealing.TestKeys;

/**
 * The log in Cassandra: rows appended a second, look-ups, bytes a row; on a ring of one node and of three, all of them on
 * this machine. Argument: rows of the thirty days; 300,000 without one.
 */
public final class CassandraBench {
    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final String KEYSPACE = "tipstaff_bench";
    private static final int DAYS = 30;

    private final Instant now = Clock.systemUTC().instant().atZone(ZoneOffset.UTC).toLocalDate().atTime(12, 0).toInstant(ZoneOffset.UTC);
    private final ClockFake clock = new ClockFake(LogDay.of(now).end().minusMillis(1));
    private final long month;

    private CassandraBench(long month) {
        this.month = month;
    }

    public static void main(String[] arguments) throws Exception {
        CassandraBench bench = new CassandraBench(arguments.length == 0 ? 300_000 : Long.parseLong(arguments[0]));
        for (int nodes : new int[] {1, 3}) {
            try (CassandraRing ring = CassandraRing.start(nodes, "768m")) {
                bench.measure(ring, nodes);
            }
        }
    }

    private void measure(CassandraRing ring, int nodes) throws Exception {
        LogConnections connections = LogConnections.plain(TestDatabase.fresh().application());
        Ring where = new Ring(ring.contactPoints(), CassandraRing.DATACENTER, KEYSPACE, nodes, Duration.ofDays(7), Optional.empty(), Optional.empty());
        try (CassandraAccess access = new CassandraAccess(where, connections)) {
            CassandraRows rows = new CassandraRows(access, new OpenBatches(connections, clock), retentions(connections), clock);
            SealedInvitationLog log = log(connections, new RowStores(Engine.CASSANDRA, new PostgresRows(), rows));
            append(log, nodes);
            lookUp(log, "light", BenchRows.LIGHT, 200);
            lookUp(log, "middle", BenchRows.MIDDLE, 50);
            lookUp(log, "heavy", BenchRows.HEAVY, 7);
        }
        ring.stop(1);
        OUT.println(String.format(Locale.ROOT, "    bytes a row on one node (both tables, %d copies in all): %,d", nodes, ring.bytes(1, KEYSPACE) / month));
    }

    private SealedInvitationLog log(LogConnections connections, RowStores stores) throws IOException {
        Path keys = Files.createTempDirectory("tipstaff-bench-keys");
        return new SealedInvitationLog(
                connections,
                TestKeys.in(keys),
                clock,
                retentions(connections),
                new SealedInvitationLog.Rules(
                        Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(6), database -> clock.instant()),
                stores);
    }

    private static RetentionTable retentions(LogConnections connections) {
        return new RetentionTable(connections, Retentions.defaults());
    }

    private void append(SealedInvitationLog log, int nodes) {
        long aDay = month / DAYS;
        // The first days warm everything up.
        int warm = 3;
        long began = 0;
        for (int ago = DAYS - 1; ago >= 0; ago--) {
            if (ago == DAYS - 1 - warm) {
                began = System.nanoTime();
            }
            LogDay day = new LogDay(LogDay.of(now).date().minusDays(ago));
            log.append("day " + ago, new BenchRows(day, aDay, month));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        OUT.println(String.format(Locale.ROOT, "%d nodes: append, sealed, LOCAL_QUORUM, one writer   %,10.0f rows/s", nodes, (DAYS - warm) * aDay / seconds));
    }

    private void lookUp(SealedInvitationLog log, String name, Handle handle, int times) throws IOException {
        Search search = new Search(
                Set.of(handle), EnumSet.of(LogKind.CAPABILITY_QUERY), Direction.BY_SOURCE, new TimeRange(clock.instant().minus(Duration.ofDays(DAYS)), clock.instant()));
        double[] took = new double[times];
        long[] rows = new long[1];
        for (int run = -2; run < times; run++) {
            rows[0] = 0;
            long began = System.nanoTime();
            log.read(search, clock.instant(), row -> rows[0]++);
            if (run >= 0) {
                took[run] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(took);
        double median = took[times / 2];
        OUT.println(String.format(Locale.ROOT, "    look-up, 30 days, %-6s %,9d rows  p50 %,9.1f ms  max %,9.1f ms  %,10.0f rows/s", name, rows[0], median, took[times - 1], rows[0] / median * 1e3));
    }
}
