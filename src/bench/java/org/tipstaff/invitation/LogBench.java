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
 * lies in that directory, as of noon of its first day; months that an earlier run left there are not made again. With the
 * argument {@code keep} they are left, and P1 and P3, which destroys, are not measured.
 */
public final class LogBench {
    private static final String KEEP = "keep";

    private LogBench() {}

    public static void main(String[] arguments) throws Exception {
        String named = System.getProperty("bench.directory", "");
        Path directory = named.isEmpty() ? Files.createTempDirectory("tipstaff-bench") : Files.createDirectories(Path.of(named));
        List<String> words = Arrays.asList(arguments);
        boolean keep = words.contains(KEEP);
        Instant now = noon(directory.resolve("as-of"));
        List<Long> months = words.stream().filter(word -> !word.equals(KEEP)).map(Long::valueOf).toList();
        try (BenchServer server = new BenchServer(directory, now)) {
            Report.line("%s, %d processors, load %.1f", Clock.systemUTC().instant(), Runtime.getRuntime().availableProcessors(), Report.load());
            if (!keep) {
                new AppendBench(server).run();
            }
            for (long month : months.isEmpty() ? List.of(1_000_000L) : months) {
                server.clock().set(now);
                new BenchMonth(server, month).use();
                new LookUpBench(server).run();
                if (!keep) {
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
