package org.tipstaff.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * PostgreSQL in a directory, started and stopped with the program: for the demonstration and for tests.
 *
 * <p>It knows the same two roles as production: {@value #OWNER} runs the migrations, {@value #APPLICATION} is what the
 * application signs in as.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final String OWNER = "tipstaff_owner";
    public static final String APPLICATION = "tipstaff";

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts PostgreSQL on what the directory holds, or on a new cluster where it is empty.
     *
     * @param directory kept when it is stopped
     */
    public static EmbeddedDatabase start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    /**
     * The same, but left running while the program ends: its owner closes it when nothing uses it any more.
     */
    static EmbeddedDatabase startUntilClosed(Path directory) throws IOException {
        return start(directory, builder -> builder.setRegisterShutdownHook(false));
    }

    /**
     * The same, with other settings than the demonstration's.
     *
     * @param settings of postgresql.conf
     */
    public static EmbeddedDatabase start(Path directory, Map<String, String> settings) throws IOException {
        return start(directory, builder -> settings.forEach(builder::setServerConfig));
    }

    private static EmbeddedDatabase start(Path directory, Consumer<EmbeddedPostgres.Builder> more) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "256MB")
                // A look-up of thirty days locks every table that it opens, see docs/configuration.md.
                .setServerConfig("max_locks_per_transaction", "256")
                .setServerConfig("synchronous_commit", "on")
                // The library starts PostgreSQL with -F, which trusts that the machine never stops.
                .setServerConfig("fsync", "on");
        more.accept(builder);
        EmbeddedPostgres postgres = builder.start();
        EmbeddedDatabase database = new EmbeddedDatabase(postgres);
        try {
            database.createRoles();
        } catch (SQLException e) {
            database.close();
            throw new IOException("The embedded PostgreSQL does not take its roles", e);
        }
        return database;
    }

    private void createRoles() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tipstaff') THEN
                        CREATE ROLE tipstaff LOGIN;
                        CREATE ROLE tipstaff_owner LOGIN CREATEDB;
                        GRANT tipstaff TO tipstaff_owner;
                      END IF;
                    END $$""");
        }
    }

    /** Makes the database where it is missing. */
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + name + " OWNER " + OWNER);
        }
        try (Connection connection = postgres.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SCHEMA public OWNER TO " + OWNER);
        }
    }

    /** JDBC address of a database in this cluster, without user. */
    public String url(String name) {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
