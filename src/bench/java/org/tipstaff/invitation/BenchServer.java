package org.tipstaff.invitation;

import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.postgres.DayParts;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.invitation.sealed.LogFixture;
import org.tipstaff.invitation.sealed.SealedInvitationLog;


import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.tipstaff.demo.EmbeddedDatabase;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.TestKeys;

/** PostgreSQL in a directory, and the log in one of its databases at a time, behind a pool as in the application. */
final class BenchServer implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    /** As the application has it without being told. */
    private static final DayParts PARTS = new DayParts(24);

    private final Path directory;
    private final Map<String, String> settings;
    private final ClockFake clock;
    private EmbeddedDatabase cluster;
    private String name = "postgres";
    private @Nullable AgroalDataSource pool;

    BenchServer(Path directory, Instant now) throws IOException {
        this(directory, now, Map.of());
    }

    /** @param settings of postgresql.conf; without any it has 256 MB of shared buffers */
    BenchServer(Path directory, Instant now, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.clock = new ClockFake(now);
        this.cluster = EmbeddedDatabase.start(directory, settings);
    }

    ClockFake clock() {
        return clock;
    }

    /** Goes on with a database; makes it, with empty tables, where it is missing. */
    void use(String database) throws SQLException, IOException {
        cluster.createDatabase(database);
        Flyway.configure()
                .dataSource(cluster.url(database), EmbeddedDatabase.OWNER, "")
                .placeholders(Map.of("app", EmbeddedDatabase.APPLICATION))
                .load()
                .migrate();
        connect(database);
    }

    private void connect(String database) throws SQLException, IOException {
        disconnect();
        name = database;
        pool = pool(cluster.url(database));
    }

    /** As the application has one: a new connection knows no table, and that costs more than a look-up. */
    static AgroalDataSource pool(String url) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pooled -> pooled.maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .connectionFactoryConfiguration(made ->
                                made.jdbcUrl(url).principal(new NamePrincipal(EmbeddedDatabase.APPLICATION)))));
    }

    private void disconnect() {
        if (pool != null) {
            pool.close();
        }
    }

    AgroalDataSource source() {
        return java.util.Objects.requireNonNull(pool, "no database is in use");
    }

    KeyStore keys() throws IOException {
        return TestKeys.in(Files.createDirectories(directory.resolve("keys-" + name)));
    }

    /** The log as of the bench's own clock. */
    SealedInvitationLog log() throws IOException {
        return log(clock);
    }

    SealedInvitationLog log(ClockFake other) throws IOException {
        return log(other, PARTS);
    }

    SealedInvitationLog log(ClockFake other, DayParts parts) throws IOException {
        LogConnections connections = LogConnections.plain(source());
        return new SealedInvitationLog(
                connections,
                keys(),
                other,
                new RetentionTable(connections, Retentions.defaults()),
                new SealedInvitationLog.Rules(
                        Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(5), BenchMonth.CLOSES, database -> other.instant()),
                LogFixture.postgresOnly(parts, other));
    }

    Psql psql() {
        return new Psql(cluster.url(name));
    }

    Path file(String file) {
        return directory.resolve(file);
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    /**
     * CPU time of the server's processes that are alive, the one of each connection among them; nothing of those that
     * have ended.
     */
    Duration cpu() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(file("data/postmaster.pid")).get(0));
        return ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Of the whole server, as its superuser. */
    void administer(String text) throws SQLException {
        PGSimpleDataSource superuser = new PGSimpleDataSource();
        superuser.setUrl(cluster.url("postgres"));
        superuser.setUser("postgres");
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Bytes of a day, indexes included. */
    long bytes(LogDay day) throws SQLException {
        return number("SELECT sum(pg_total_relation_size(t))::bigint FROM invitation.day_tables('" + day + "') t");
    }

    /** Writes the rows of a day that a condition is true of, as {@code \copy} reads them. */
    void copyOut(LogDay day, String condition, Path file) throws Exception {
        psql().run("\\copy (SELECT * FROM " + day.table() + " WHERE " + condition + ") TO '" + file + "' (FORMAT binary)\n");
    }

    /** Milliseconds that psql takes to append them. */
    double copyIn(LogDay day, Path file) throws Exception {
        return psql().run("\\copy " + day.table() + " FROM '" + file + "' (FORMAT binary)\n");
    }

    /** Takes the indexes of a day's table away. */
    void withoutIndexes(LogDay day) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> indexes = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = '"
                    + day.table() + "'::regclass")) {
                while (row.next()) {
                    indexes.add(row.getString(1));
                }
            }
            for (String index : indexes) {
                statement.execute("DROP INDEX " + index);
            }
        }
    }

    void drop() throws SQLException {
        disconnect();
        pool = null;
        administer("DROP DATABASE " + name + " WITH (FORCE)");
    }

    /** Restarts the server and has the operating system forget its files. @return false where that is not allowed */
    boolean forget() throws Exception {
        disconnect();
        // A server that has much to write when it is stopped takes longer than the library waits.
        administer("CHECKPOINT");
        cluster.close();
        new ProcessBuilder("sync").start().waitFor();
        boolean forgotten = true;
        try {
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3");
        } catch (IOException e) {
            forgotten = false;
        }
        cluster = EmbeddedDatabase.start(directory, settings);
        connect(name);
        try (Connection connection = source().getConnection()) {
            connection.isValid(5);
        }
        return forgotten;
    }

    @Override
    public void close() {
        disconnect();
        cluster.close();
    }
}
