package org.tipstaff.invitation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * P1 to P3 of docs/performance.md: appending, looking up, holding and destroying, beside psql on the same server.
 *
 * <p>Arguments: rows of the month, several for a series; 1,000,000 without any. With {@code -Dbench.directory} the data
 * lies in that directory and stays, and a later run looks up what is there, as of the same noon; P1 and P3 are left out then.
 */
public final class LogBench {
    private LogBench() {}

    public static void main(String[] arguments) throws Exception {
        String kept = System.getProperty("bench.directory", "");
        Path directory = kept.isEmpty() ? Files.createTempDirectory("tipstaff-bench") : Files.createDirectories(Path.of(kept));
        Instant now = noon(directory.resolve("as-of"));
        List<Long> months = arguments.length == 0
                ? List.of(1_000_000L)
                : Arrays.stream(arguments).map(Long::valueOf).toList();
        try (BenchServer server = new BenchServer(directory, now)) {
            Report.line("%s, %d processors, load %.1f", Clock.systemUTC().instant(), Runtime.getRuntime().availableProcessors(), Report.load());
            if (kept.isEmpty()) {
                new AppendBench(server).run();
            }
            for (long month : months) {
                server.clock().set(now);
                new BenchMonth(server, month).use();
                new LookUpBench(server).run();
                if (kept.isEmpty()) {
                    new RetentionBench(server).run();
                    server.drop();
                }
            }
        } finally {
            Report.line("left in %s", directory);
        }
    }

    /** Noon of the day on which the directory was first used. */
    private static Instant noon(Path asOf) throws IOException {
        if (!Files.exists(asOf)) {
            Instant noon = Clock.systemUTC().instant().atZone(ZoneOffset.UTC).toLocalDate().atTime(12, 0).toInstant(ZoneOffset.UTC);
            Files.writeString(asOf, noon.toString());
        }
        return Instant.parse(Files.readString(asOf));
    }
}
