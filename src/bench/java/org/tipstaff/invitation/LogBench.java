package org.tipstaff.invitation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * P1 to P3 of docs/performance.md: appending, looking up, holding and destroying, beside psql on the same server.
 *
 * <p>Arguments: rows of the month, several for a series; {@code day} for {@link DayBench}, {@code cassandra} for
 * {@link CassandraBench}. 1,000,000 rows without any. With {@code -Dbench.directory} the data lies in that directory, as of
 * noon of its first day; months that an earlier run left there are not made again. With the argument {@code keep} they are
 * left, and P1 and P3, which destroys, are not measured.
 */
public final class LogBench {
    private static final Pattern ROWS = Pattern.compile("[0-9]+");

    private LogBench() {}

    public static void main(String[] arguments) throws Exception {
        Set<String> words = new LinkedHashSet<>(arguments.length == 0 ? List.of("1000000") : List.of(arguments));
        List<Long> months = words.stream().filter(ROWS.asMatchPredicate()).map(Long::valueOf).toList();
        Report.line("%s, %d processors, load %.1f", Clock.systemUTC().instant(), Runtime.getRuntime().availableProcessors(), Report.load());
        if (!months.isEmpty()) {
            measure(months, words.contains("keep"));
        }
        if (words.contains("day")) {
            DayBench.main(new String[0]);
        }
        if (words.contains("cassandra")) {
            CassandraBench.main(new String[0]);
        }
    }

    private static void measure(List<Long> months, boolean keep) throws Exception {
        String named = System.getProperty("bench.directory", "");
        Path directory = named.isEmpty() ? Files.createTempDirectory("tipstaff-bench") : Files.createDirectories(Path.of(named));
        Instant now = noon(directory.resolve("as-of"));
        try (BenchServer server = new BenchServer(directory, now)) {
            if (!keep) {
                new AppendBench(server).run();
            }
            for (long month : months) {
                server.clock().set(now);
                new BenchMonth(server, month).use();
                new LookUpBench(server, month).run();
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
