package org.tipstaff.invitation;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.tipstaff.demo.EmbeddedDatabase;
import org.tipstaff.sealing.TestKeys;

/**
 * P1 to P3: appending, looking up and destroying, beside psql on the same server. Arguments: rows of the month, several
 * for a series; 1,000,000 without any.
 */
public final class LogBench {
    private static final int RUNS = 5;
    private static final int APPENDED = 1_000_000;
    private static final int BATCH = 50_000;
    private static final Set<LogKind> LOGS = EnumSet.of(LogKind.CAPABILITY_QUERY);
    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private final Path directory;
    private final Instant now = Instant.now().atZone(ZoneOffset.UTC).toLocalDate().atTime(12, 0).toInstant(ZoneOffset.UTC);
    private final ClockFake clock = new ClockFake(now);
    private EmbeddedDatabase cluster;
    private PGSimpleDataSource source;
    private SealedInvitationLog log;
    private DayKeys keys;
    private Psql psql;

    private LogBench(Path directory) throws IOException {
        this.directory = directory;
        this.cluster = EmbeddedDatabase.start(directory);
        this.source = new PGSimpleDataSource();
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(
                Path.of(System.getProperty("bench.directory", System.getProperty("java.io.tmpdir"))), "tipstaff-bench");
        LogBench bench = new LogBench(directory);
        try {
            print("%s, %d processors, load %.1f", Clock.systemUTC().instant(), processors(), load());
            bench.open("p1");
            bench.append();
            List<Long> months = arguments.length == 0
                    ? List.of(1_000_000L)
                    : Arrays.stream(arguments).map(Long::valueOf).toList();
            for (long month : months) {
                bench.open("p2_" + month);
                bench.fill(month);
                bench.lookUp(month);
                bench.destroy();
                bench.drop("p2_" + month);
            }
        } finally {
            bench.cluster.close();
            print("left in %s", directory);
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void open(String name) throws SQLException, IOException {
        cluster.createDatabase(name);
        Flyway.configure()
                .dataSource(cluster.url(name), EmbeddedDatabase.OWNER, "")
                .placeholders(Map.of("app", EmbeddedDatabase.APPLICATION))
                .load()
                .migrate();
        clock.set(now);
        connect(name);
    }

    private void connect(String name) throws IOException {
        source = new PGSimpleDataSource();
        source.setUrl(cluster.url(name));
        source.setUser(EmbeddedDatabase.APPLICATION);
        psql = new Psql(cluster.url(name));
        Path keyDirectory = Files.createDirectories(directory.resolve("keys-" + name));
        keys = new DayKeys(TestKeys.in(keyDirectory));
        log = new SealedInvitationLog(
                LogConnections.plain(source),
                TestKeys.in(keyDirectory),
                clock,
                new RetentionTable(LogConnections.plain(source), Retentions.defaults()),
                new SealedInvitationLog.Rules(
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        Duration.ofHours(6),
                        database -> clock.instant()),
                RowStores.postgresOnly());
    }

    private void drop(String name) throws SQLException, IOException {
        psql = new Psql(cluster.url("postgres"));
        try (Connection connection = as(EmbeddedDatabase.OWNER, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    private Connection as(String user, String database) throws SQLException {
        PGSimpleDataSource other = new PGSimpleDataSource();
        other.setUrl(cluster.url(database));
        other.setUser(user);
        return other.getConnection();
    }

    /** P1. */
    private void append() throws Exception {
        LogDay today = LogDay.of(now);
        // All of today lies in the past.
        clock.set(today.end().minusMillis(1));
        Path copy = directory.resolve("rows.bin");
        double[] ours = new double[RUNS];
        double[] cpu = new double[RUNS];
        double[] theirs = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            sql("TRUNCATE invitation.record, invitation.batch", "CHECKPOINT");
            long cpuBefore = cpu();
            long began = System.nanoTime();
            appendAll(new BenchRows(today, APPENDED, APPENDED), "run" + run);
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpuSeconds = (cpu() - cpuBefore) / 1e9;
            if (run < 0) {
                Files.deleteIfExists(copy);
                psql.run("\\copy " + today.partition() + " TO '" + copy + "' (FORMAT binary)\n");
            }
            sql("TRUNCATE invitation.record", "CHECKPOINT");
            double peer = psql.run("\\copy " + today.partition() + " FROM '" + copy + "' (FORMAT binary)\n") / 1e3;
            if (run >= 0) {
                ours[run] = APPENDED / seconds;
                cpu[run] = APPENDED / cpuSeconds;
                theirs[run] = APPENDED / peer;
            }
        }
        Files.delete(copy);
        print("P1  append, sealed             %,10.0f rows/s, %,10.0f rows per CPU-second of the JVM", median(ours), median(cpu));
        print("    psql \\copy of sealed rows  %,10.0f rows/s", median(theirs));
        print("    ratio                      %10.2f (goal 0.5)", median(ours) / median(theirs));
        print("    bytes a row                %10.0f, indexes included", (double) number("SELECT pg_total_relation_size('" + today.partition() + "')") / APPENDED);
    }

    private void appendAll(Iterator<LogRecord> rows, String key) {
        for (int batch = 0; rows.hasNext(); batch++) {
            log.append(key + "/" + batch, new Limited(rows, BATCH));
        }
    }

    /** The first rows of others. */
    private static final class Limited implements Iterator<LogRecord> {
        private final Iterator<LogRecord> rows;
        private int left;

        Limited(Iterator<LogRecord> rows, int most) {
            this.rows = rows;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && rows.hasNext();
        }

        @Override
        public LogRecord next() {
            left--;
            return rows.next();
        }
    }

    /** Thirty days: closed ones without indexes first, which laying them out then makes; today as it is lived. */
    private void fill(long month) throws Exception {
        long began = System.nanoTime();
        long aDay = month / 30;
        LogDay today = LogDay.of(now);
        ExecutorService threads = Executors.newFixedThreadPool(processors());
        List<Future<?>> filling = new ArrayList<>();
        for (int ago = 29; ago >= 0; ago--) {
            LogDay day = new LogDay(today.date().minusDays(ago));
            // The first twelve hours only of today: later rows would lie in the future.
            Iterator<LogRecord> rows =
                    ago == 0 ? new Limited(new BenchRows(day, aDay, month), (int) (aDay / 2)) : new BenchRows(day, aDay, month);
            filling.add(threads.submit(() -> {
                log.append("first/" + day, new Limited(rows, 1));
                if (!day.equals(today)) {
                    withoutIndexes(day);
                }
                appendAll(rows, "rest/" + day);
                return null;
            }));
        }
        for (Future<?> day : filling) {
            day.get();
        }
        threads.shutdown();
        double appended = (System.nanoTime() - began) / 1e9;
        log.layOutClosedDays();
        sql("VACUUM ANALYZE " + today.partition(), "CHECKPOINT");
        double all = (System.nanoTime() - began) / 1e9;
        long rows = number("SELECT sum(reltuples)::bigint FROM pg_class WHERE relname LIKE 'record\\_2%' AND relkind = 'r'");
        long bytes = number(
                "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relname LIKE 'record\\_2%' AND relkind = 'r'");
        print("");
        print("%,d rows a month: made in %,.0f s, of which %,.0f s laid out by handle; %,d bytes a row", rows, all, all - appended, bytes / rows);
    }

    private void withoutIndexes(LogDay day) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            // One at a time: two detachments of one parent wait for each other.
            statement.execute("SELECT pg_advisory_lock(1)");
            PartitionDetachment.detach(connection, day);
            List<String> indexes = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = '"
                    + day.partition() + "'::regclass")) {
                while (row.next()) {
                    indexes.add(row.getString(1));
                }
            }
            for (String index : indexes) {
                statement.execute("DROP INDEX " + index);
            }
        }
    }

    /** P2. */
    private void lookUp(long month) throws Exception {
        for (Handle handle : List.of(BenchRows.LIGHT, BenchRows.MIDDLE, BenchRows.HEAVY)) {
            String name = handle.equals(BenchRows.LIGHT) ? "light" : handle.equals(BenchRows.HEAVY) ? "heavy" : "middle";
            int times = handle.equals(BenchRows.HEAVY) ? 7 : 200;
            Sample warm = new Sample();
            Sample peer = new Sample();
            String script = script(handle);
            for (int run = -2; run < times; run++) {
                Look look = look(handle);
                double theirs = run % 10 == 0 || times < 10 ? psql.run(script) : Double.NaN;
                if (run >= 0) {
                    warm.add(look);
                    if (!Double.isNaN(theirs)) {
                        peer.add(new Look(0, theirs, theirs));
                    }
                }
            }
            Sample cold = new Sample();
            Sample coldPeer = new Sample();
            for (int run = 0; run < RUNS && forget(month); run++) {
                cold.add(look(handle));
                if (forget(month)) {
                    double theirs = psql.run(script);
                    coldPeer.add(new Look(0, theirs, theirs));
                }
            }
            print("P2  %-6s %,8d rows  warm p50 %8.1f p99 %8.1f first row p50 %7.1f | cold p50 %8.1f max %8.1f | psql warm p50 %8.1f cold p50 %8.1f ms%s",
                    name, warm.rows(), warm.p(50), warm.p(99), warm.first(50), cold.p(50), cold.p(100), peer.p(50), coldPeer.p(50),
                    handle.equals(BenchRows.HEAVY) ? String.format(Locale.ROOT, " | %,.0f rows/s warm", warm.rows() / warm.p(50) * 1e3) : "");
        }
    }

    /** One look-up: rows, milliseconds to the first and to the last. */
    private record Look(long rows, double first, double all) {}

    private Look look(Handle handle) throws IOException {
        long began = System.nanoTime();
        long[] seen = new long[2];
        log.read(search(handle), now, row -> {
            if (seen[0]++ == 0) {
                seen[1] = System.nanoTime();
            }
        });
        return new Look(seen[0], (seen[1] - began) / 1e6, (System.nanoTime() - began) / 1e6);
    }

    private Search search(Handle handle) {
        return new Search(Set.of(handle), LOGS, Direction.BY_SOURCE, new TimeRange(now.minus(Duration.ofDays(30)), now));
    }

    /** The same look-up by hand: a day's sealed handle against the day's table, thirty times. */
    private String script(Handle handle) {
        StringBuilder script = new StringBuilder();
        LogDay today = LogDay.of(now);
        for (int ago = 29; ago >= 0; ago--) {
            LogDay day = new LogDay(today.date().minusDays(ago));
            byte[] sealed = keys.find(day).orElseThrow().seal(Direction.BY_SOURCE, handle);
            script.append("SELECT occurred_at, log, source_sealed, target_sealed, details_sealed FROM ")
                    .append(day.partition())
                    .append(" WHERE source_sealed = '\\x")
                    .append(HexFormat.of().formatHex(sealed))
                    .append("' ORDER BY occurred_at;\n");
        }
        return script.toString();
    }

    /** Restarts the server and has the operating system forget its files; says so where that is not allowed. */
    private boolean forget(long month) throws Exception {
        cluster.close();
        new ProcessBuilder("sync").start().waitFor();
        boolean forgotten = true;
        try {
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3");
        } catch (IOException e) {
            forgotten = false;
            print("    cold: the operating system's cache could not be emptied, not measured");
        }
        cluster = EmbeddedDatabase.start(directory);
        connect("p2_" + month);
        try (Connection connection = source.getConnection()) {
            connection.isValid(5);
        }
        return forgotten;
    }

    /** P3. */
    private void destroy() throws Exception {
        LogDay oldest = new LogDay(LogDay.of(now).date().minusDays(29));
        LogDay peer = new LogDay(LogDay.of(now).date().minusDays(28));
        long bytes = number("SELECT pg_total_relation_size('" + oldest.partition() + "')");
        clock.set(oldest.end().plus(Duration.ofDays(30)));
        log.openAhead(1);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong longest = new AtomicLong();
        Thread inserting = new Thread(() -> {
            LogRecord one = new BenchRows(LogDay.of(clock.instant()), 10, 10).next();
            for (int i = 0; !over.get(); i++) {
                long began = System.nanoTime();
                log.append("stall/" + i, List.of(one).iterator());
                longest.accumulateAndGet(System.nanoTime() - began, Math::max);
            }
        });
        inserting.start();
        Thread.sleep(2_000);
        double before = longest.getAndSet(0) / 1e6;
        long began = System.nanoTime();
        RetentionRun run = log.purge(new RetentionRuns(LogConnections.plain(source))).orElseThrow();
        double took = (System.nanoTime() - began) / 1e6;
        over.set(true);
        inserting.join();
        double theirs = psql.run("DELETE FROM " + peer.partition() + ";\nVACUUM " + peer.partition() + ";\n");
        print("P3  retention of %s (%,d bytes): %,.0f ms; longest insert meanwhile %.0f ms (%.0f before); DELETE and VACUUM of the next day %,.0f ms",
                run.daysDestroyed(), bytes, took, longest.get() / 1e6, before, theirs);
    }

    private void sql(String... statements) throws SQLException {
        for (String text : statements) {
            boolean owner = text.equals("CHECKPOINT");
            try (Connection connection = owner ? superuser() : source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(text);
            }
        }
    }

    private Connection superuser() throws SQLException {
        return as("postgres", "postgres");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String text, Object... values) {
        OUT.println(String.format(Locale.ROOT, text, values));
    }

    /** Several look-ups. */
    private static final class Sample {
        private final List<Look> looks = new ArrayList<>();

        void add(Look look) {
            looks.add(look);
        }

        long rows() {
            return looks.isEmpty() ? 0 : looks.get(0).rows();
        }

        /** Milliseconds; nearest rank. */
        double p(int percent) {
            return rank(looks.stream().map(Look::all).sorted().collect(Collectors.toList()), percent);
        }

        double first(int percent) {
            return rank(looks.stream().map(Look::first).sorted().collect(Collectors.toList()), percent);
        }

        private static double rank(List<Double> sorted, int percent) {
            return sorted.isEmpty()
                    ? Double.NaN
                    : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
        }
    }
}
