package org.tipstaff.invitation;

import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.sealed.SealedInvitationLog;


import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.tipstaff.hold.HoldBench;
import org.tipstaff.process.Terms;

/**
 * P2: thirty days looked up for one handle, warm and cold, beside the same questions in psql; and for 300 at once.
 *
 * @param month rows of the thirty days
 */
record LookUpBench(BenchServer server, long month) {
    private static final Set<LogKind> LOGS = EnumSet.of(LogKind.CAPABILITY_QUERY);
    private static final int LIGHT_RUNS = 200;
    private static final int HEAVY_RUNS = 7;
    private static final int HUGE_RUNS = 3;
    private static final int COLD_RUNS = 5;
    private static final int MOST_HANDLES = 300;

    /** A handle, and in which column it is looked for. */
    private record Case(String name, Handle handle, Direction direction, int runs) {}

    void run() throws Exception {
        Report.line(
                "P2  ms          |   rows | warm p50 |    p99 | first row | cold p50 |    max | psql warm | psql cold | rows/s warm | peak heap MB");
        run(new Case("light", BenchRows.LIGHT, Direction.BY_SOURCE, LIGHT_RUNS));
        run(new Case("middle", BenchRows.MIDDLE, Direction.BY_SOURCE, LIGHT_RUNS));
        run(new Case("heavy", BenchRows.HEAVY, Direction.BY_SOURCE, HEAVY_RUNS));
        if (BenchRows.haveHuge(month / BenchMonth.DAYS)) {
            run(new Case("huge", BenchRows.HUGE, Direction.BY_SOURCE, HUGE_RUNS));
        }
        run(new Case("light asked", BenchRows.other(1), Direction.BY_TARGET, LIGHT_RUNS));
        run(new Case("heavy asked", BenchRows.HEAVY, Direction.BY_TARGET, HEAVY_RUNS));
        hold();
    }

    private void run(Case looked) throws Exception {
        Search search = search(Set.of(looked.handle()), looked.direction());
        String script = script(looked);
        Sample warm = new Sample();
        Sample peer = new Sample();
        SealedInvitationLog log = server.log();
        Report.forgetPeak();
        for (int run = -looked.runs(); run < looked.runs(); run++) {
            Sample.Look look = Sample.Look.at(log, search, server.clock().instant());
            if (run >= 0) {
                warm.add(look);
            }
        }
        long peak = Report.peakHeap();
        for (int run = -1; run < Math.min(looked.runs(), HEAVY_RUNS); run++) {
            Sample.Look look = Sample.Look.of(server.psql().run(script));
            if (run >= 0) {
                peer.add(look);
            }
        }
        Sample cold = new Sample();
        Sample coldPeer = new Sample();
        for (int run = 0; run < COLD_RUNS && server.forget(); run++) {
            cold.add(Sample.Look.at(server.log(), search, server.clock().instant()));
            if (server.forget()) {
                coldPeer.add(Sample.Look.of(server.psql().run(script)));
            }
        }
        Report.line(
                "    %-11s | %,6d | %8.1f | %6.1f | %9.1f | %8.1f | %6.1f | %9.1f | %9.1f | %,11.0f | %,12d",
                looked.name(), warm.rows(), warm.p(50), warm.p(99), warm.first(50), cold.p(50), cold.p(100), peer.p(50), coldPeer.p(50), warm.rows() / warm.p(50) * 1e3, peak);
    }

    private Search search(Set<Handle> handles, Direction direction) {
        return new Search(handles, LOGS, direction, BenchMonth.before(server.clock().instant()));
    }

    /** The same look-up by hand: a day's sealed handle against the day's table, thirty times. */
    private String script(Case looked) throws Exception {
        boolean source = looked.direction() == Direction.BY_SOURCE;
        StringBuilder script = new StringBuilder();
        LogDay today = LogDay.of(server.clock().instant());
        DayKeys keys = new DayKeys(server.keys());
        for (int ago = 29; ago >= 0; ago--) {
            LogDay day = new LogDay(today.date().minusDays(ago));
            byte[] sealed = keys.find(day).orElseThrow().seal(looked.direction(), looked.handle());
            script.append("SELECT occurred_at, log, source_sealed, target_sealed, details_sealed FROM ")
                    .append(day.table())
                    .append(" WHERE ")
                    .append(source ? "source_sealed" : "target_sealed")
                    .append(" = '\\x")
                    .append(HexFormat.of().formatHex(sealed))
                    .append("' ORDER BY occurred_at;\n");
        }
        return script.toString();
    }

    /** A hold for as many handles as an order may name, the heavy and the middle one among them. */
    private void hold() throws Exception {
        Set<Handle> handles = new LinkedHashSet<>(Set.of(BenchRows.HEAVY, BenchRows.MIDDLE));
        IntStream.range(0, MOST_HANDLES - handles.size()).forEach(number -> handles.add(BenchRows.other(number)));
        Terms terms = new Terms(
                handles.stream().toList(), LOGS, Direction.BY_SOURCE, BenchMonth.before(server.clock().instant()));
        HoldBench hold = new HoldBench(server.log(), server.source(), server.keys(), terms);
        hold.seal(server.clock().instant());
        Report.forgetPeak();
        long cpu = Report.cpu();
        long began = System.nanoTime();
        long rows = hold.seal(server.clock().instant());
        double seconds = (System.nanoTime() - began) / 1e9;
        Report.line(
                "    a hold for %d handles: %,d rows read, sealed and kept in %.2f s, %.2f s CPU of the JVM, %,d MB peak heap",
                handles.size(), rows, seconds, (Report.cpu() - cpu) / 1e9, Report.peakHeap());
    }
}
