package org.tipstaff.invitation;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * One day that grows large: rows appended with its indexes live, as the log does, beside rows appended without and indexed
 * in the end, which nobody could find until then. Argument: rows of the day; 10,000,000 without one.
 */
public final class DayBench {
    private static final int STEP = 1_000_000;

    private DayBench() {}

    public static void main(String[] arguments) throws Exception {
        int steps = (int) ((arguments.length == 0 ? 10_000_000 : Long.parseLong(arguments[0])) / STEP);
        Instant noon =
                Clock.systemUTC().instant().atZone(ZoneOffset.UTC).toLocalDate().atTime(12, 0).toInstant(ZoneOffset.UTC);
        LogDay today = LogDay.of(noon);
        try (BenchServer server = new BenchServer(Files.createTempDirectory("tipstaff-bench"), noon)) {
            server.clock().set(today.end().minusMillis(1));
            for (boolean live : new boolean[] {true, false}) {
                server.use("day_" + (live ? "live" : "staged"));
                SealedInvitationLog log = server.log();
                log.openAhead(0);
                if (!live) {
                    server.withoutIndexes(today);
                }
                grow(log, today, steps, live ? "live indexes" : "without indexes");
                if (!live) {
                    index(server, today);
                }
                long bytes = server.number("SELECT pg_total_relation_size('" + today.partition() + "')");
                Report.line("    %,d bytes a row", bytes / steps / STEP);
                server.drop();
            }
        }
    }

    private static void grow(SealedInvitationLog log, LogDay day, int steps, String how) {
        double first = 0;
        double last = 0;
        double all = 0;
        for (int step = 0; step < steps; step++) {
            long began = System.nanoTime();
            BenchMonth.append(log, new BenchRows(day, STEP, 30L * STEP * steps, step), "step" + step);
            last = (System.nanoTime() - began) / 1e9;
            first = step == 0 ? last : first;
            all += last;
        }
        Report.line(
                "%d million rows, %s: %,.0f s; first million %,.0f rows/s, last %,.0f rows/s",
                steps, how, all, STEP / first, STEP / last);
    }

    private static void index(BenchServer server, LogDay day) throws Exception {
        long began = System.nanoTime();
        server.sql(
                "CREATE INDEX ON " + day.partition() + " (source_sealed)",
                "CREATE INDEX ON " + day.partition() + " (target_sealed)",
                "ALTER TABLE invitation.record ATTACH PARTITION " + day.partition() + " FOR VALUES FROM ('" + day.start()
                        + "') TO ('" + day.end() + "')");
        Report.line("    indexed and attached after %,.0f s", (System.nanoTime() - began) / 1e9);
    }
}
