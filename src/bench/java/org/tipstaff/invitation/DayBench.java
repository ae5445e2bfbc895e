package org.tipstaff.invitation;

import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.postgres.DayParts;
import org.tipstaff.invitation.sealed.SealedInvitationLog;


import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One day that grows large, hour by hour: as one table with live indexes, in parts with live indexes as the log has it,
 * beside {@code \copy} of the same sealed rows, and as one table without indexes that is indexed in the end, in which a row
 * is found until then only by reading all of it. Argument: rows of the day; 10,000,000 without one.
 */
public final class DayBench {
    private static final int STEP = 1_000_000;
    private static final int LOOKS = 5;
    /** Both indexes of the day fit into the first, all that is written between two checkpoints into the second. */
    private static final Map<String, String> MUCH_MEMORY = Map.of("shared_buffers", "4GB", "max_wal_size", "32GB");

    private final BenchServer server;
    private final LogDay day;
    private final int steps;

    private DayBench(BenchServer server, int steps) {
        this.server = server;
        this.day = LogDay.of(server.clock().instant());
        this.steps = steps;
        server.clock().set(day.end().minusMillis(1));
    }

    public static void main(String[] arguments) throws Exception {
        int steps = (int) ((arguments.length == 0 ? 10_000_000 : Long.parseLong(arguments[0])) / STEP);
        Instant noon =
                Clock.systemUTC().instant().atZone(ZoneOffset.UTC).toLocalDate().atTime(12, 0).toInstant(ZoneOffset.UTC);
        try (BenchServer server = new BenchServer(Files.createTempDirectory("tipstaff-bench"), noon)) {
            DayBench bench = new DayBench(server, steps);
            bench.live(new DayParts(24), true);
            bench.live(new DayParts(288), false);
            bench.staged();
            bench.live(DayParts.ONE, false);
        }
        try (BenchServer server = new BenchServer(
                Files.createTempDirectory("tipstaff-bench"), noon, MUCH_MEMORY)) {
            Report.line("with %s", new TreeMap<>(MUCH_MEMORY));
            new DayBench(server, steps).live(DayParts.ONE, false);
        }
    }

    private void live(DayParts parts, boolean besidePeer) throws Exception {
        server.use("live_" + parts.number());
        SealedInvitationLog log = server.log(server.clock(), parts);
        grow(log, "live indexes, tables a day: " + parts.number());
        Report.line("    a light handle in all of the day: %,.1f ms", lookUp(log));
        if (besidePeer) {
            peer();
        }
        server.drop();
    }

    private void staged() throws Exception {
        server.use("staged");
        SealedInvitationLog log = server.log(server.clock(), DayParts.ONE);
        log.openAhead(0);
        server.withoutIndexes(day);
        append(log, 0);
        Report.line("    a light handle in one million rows without indexes: %,.0f ms", lookUp(log));
        server.sql("TRUNCATE " + day.table(), "TRUNCATE invitation.batch");
        grow(log, "without indexes");
        long began = System.nanoTime();
        server.sql(
                "CREATE INDEX ON " + day.table() + " (source_sealed)",
                "CREATE INDEX ON " + day.table() + " (target_sealed)");
        Report.line("    indexed after %,.0f s", (System.nanoTime() - began) / 1e9);
        server.drop();
    }

    private void grow(SealedInvitationLog log, String how) throws Exception {
        log.openAhead(0);
        server.administer("CHECKPOINT");
        double[] seconds = new double[steps];
        for (int step = 0; step < steps; step++) {
            long began = System.nanoTime();
            append(log, step);
            seconds[step] = (System.nanoTime() - began) / 1e9;
        }
        report(how, seconds);
        Report.line("    %,d bytes a row", server.bytes(day) / steps / STEP);
    }

    private void append(SealedInvitationLog log, int step) {
        BenchMonth.append(log, new BenchRows(day, STEP, 30L * STEP * steps, step, steps), "step" + step);
    }

    private void peer() throws Exception {
        Path[] files = new Path[steps];
        long length = 86_400L / steps;
        for (int step = 0; step < steps; step++) {
            files[step] = server.file("step" + step);
            Instant from = day.start().plusSeconds(length * step);
            server.copyOut(day, "occurred_at >= '" + from + "' AND occurred_at < '" + from.plusSeconds(length) + "'", files[step]);
        }
        server.sql("TRUNCATE " + day.table());
        server.administer("CHECKPOINT");
        double[] seconds = new double[steps];
        for (int step = 0; step < steps; step++) {
            seconds[step] = server.copyIn(day, files[step]) / 1e3;
            Files.delete(files[step]);
        }
        report("the same rows by psql \\copy", seconds);
    }

    private void report(String how, double[] seconds) {
        double all = 0;
        for (double step : seconds) {
            all += step;
        }
        Report.line(
                "%d million rows, %s: %,.0f s, %,.0f rows/s; first million %,.0f, last %,.0f rows/s",
                steps, how, all, steps * STEP / all, STEP / seconds[0], STEP / seconds[steps - 1]);
    }

    /** Milliseconds, the median of some. */
    private double lookUp(SealedInvitationLog log) throws IOException {
        Search search = new Search(
                Set.of(BenchRows.other(1)),
                EnumSet.of(LogKind.CAPABILITY_QUERY),
                Direction.BY_SOURCE,
                new TimeRange(day.start(), day.end()));
        Sample looks = new Sample();
        for (int look = 0; look < LOOKS; look++) {
            looks.add(Sample.Look.at(log, search, server.clock().instant()));
        }
        return looks.p(50);
    }
}
