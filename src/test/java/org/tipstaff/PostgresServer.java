package org.tipstaff;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * PostgreSQL as an operator has it: another major than the embedded one, its roles and its database made by the
 * statements of {@code docs/configuration.md} as they stand there, and nobody but the superuser gets in without a password
 * (SCRAM-SHA-256). Its programs are not on the class path here: see {@code src/test/servers.xml}. One for each version
 * and run; it ends with the program.
 */
public final class PostgresServer {
    private static final String PASSWORD = "of a test";
    private static final Map<PostgresVersion, PostgresServer> RUNNING = new EnumMap<>(PostgresVersion.class);

    private final EmbeddedPostgres postgres;
    private int databases;
    private @Nullable String template;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Skips the test where the programs, which are for Linux on amd64, do not run. */
    public static synchronized PostgresServer running(PostgresVersion version) {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                version + " is tested on Linux on amd64 alone");
        return RUNNING.computeIfAbsent(version, PostgresServer::start);
    }

    private static PostgresServer start(PostgresVersion version) {
        try {
            Path jar = Path.of(Files.readString(Path.of("target", "postgres-" + version.major() + ".classpath"))
                    .strip());
            Path directory = Files.createTempDirectory("tipstaff-postgres-" + version.major());
            PostgresServer server = new PostgresServer(EmbeddedPostgres.builder()
                    .setPgBinaryResolver(
                            (system, machine) -> URI.create("jar:" + jar.toUri() + "!/postgres-linux-x86_64.txz")
                                    .toURL()
                                    .openStream())
                    .setOverrideWorkingDirectory(directory.toFile())
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .start());
            server.askForPasswords();
            for (String statement : documented("CREATE ROLE", "GRANT")) {
                server.execute("postgres", statement);
            }
            return server;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("No " + version + " for the test", e);
        }
    }

    private void askForPasswords() throws SQLException, IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
                row.next();
                Files.writeString(
                        Path.of(row.getString(1)), "host all postgres all trust\nhost all all all scram-sha-256\n");
            }
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** The statements that the operator is told to run, those that begin like this. */
    private static List<String> documented(String... beginnings) throws IOException {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        int section = page.indexOf("## The database");
        int from = page.indexOf("```sql", section) + "```sql".length();
        return page.substring(from, page.indexOf("```", from))
                .lines()
                .filter(line -> Stream.of(beginnings).anyMatch(line::startsWith))
                .map(line -> line.replace("\u2026", PASSWORD))
                .toList();
    }

    /** An empty database, as the operator leaves it for the first start. */
    public TestDatabase empty() {
        return database("");
    }

    /** A copy of one that is migrated once: a whole run of migrations a test would be most of the test. */
    synchronized TestDatabase migrated() {
        String made = template;
        if (made == null) {
            TestDatabase first = empty();
            first.migrate();
            made = first.url().substring(first.url().lastIndexOf('/') + 1);
            template = made;
        }
        return database(" TEMPLATE " + made);
    }

    private synchronized TestDatabase database(String from) {
        String name = "tipstaff" + ++databases;
        try {
            for (String statement : documented("CREATE DATABASE")) {
                execute(
                        "postgres",
                        statement
                                .replace("DATABASE tipstaff ", "DATABASE " + name + " ")
                                .replace(";", from));
            }
            for (String statement : documented("ALTER SCHEMA")) {
                execute(name, statement);
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("No database for the test", e);
        }
        return new TestDatabase("jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, PASSWORD);
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
