package org.tipstaff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.tipstaff.demo.EmbeddedDatabase;

/**
 * Real PostgreSQL for tests: one cluster for the whole run, a migrated database of its own for whoever asks. It is a copy of
 * one that is migrated once: a run of all migrations a test would be most of many tests.
 */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "template_of_tests";

    private static @Nullable EmbeddedDatabase cluster;

    private final String url;
    private final String password;

    /** @param password of both roles; a server that trusts does not look at it */
    TestDatabase(String url, String password) {
        this.url = url;
        this.password = password;
    }

    public static synchronized TestDatabase fresh() {
        try {
            EmbeddedDatabase running = cluster;
            if (running == null) {
                Path directory = Files.createTempDirectory("tipstaff-postgres");
                running = EmbeddedDatabase.start(directory, Map.of("fsync", "off"));
                cluster = running;
                EmbeddedDatabase toStop = running;
                Runtime.getRuntime().addShutdownHook(new Thread(toStop::close));
                running.createDatabase(TEMPLATE);
                new TestDatabase(running.url(TEMPLATE), "").migrate();
            }
            String name = "test" + NUMBER.incrementAndGet();
            copy(running, name);
            return new TestDatabase(running.url(name), "");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("No PostgreSQL for the test", e);
        }
    }

    /** What lies beside a database and not in it, its owner alone here, is no part of a copy. */
    private static void copy(EmbeddedDatabase cluster, String name) throws SQLException {
        try (Connection connection = new TestDatabase(cluster.url("postgres"), "")
                        .as("postgres")
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER " + EmbeddedDatabase.OWNER);
        }
    }

    /** As a start of the application does. */
    public void migrate() {
        migrate(false);
    }

    /** One migration that a test has taken back runs again, beneath the newer ones, which stay. */
    public void migrateAgain() {
        migrate(true);
    }

    private void migrate(boolean beneathNewer) {
        Flyway.configure()
                .dataSource(url, EmbeddedDatabase.OWNER, password)
                .placeholders(Map.of("app", EmbeddedDatabase.APPLICATION))
                .outOfOrder(beneathNewer)
                .load()
                .migrate();
    }

    public String url() {
        return url;
    }

    public String password() {
        return password;
    }

    /** The number that a question is answered with, as the owner. */
    public long number(String sql) throws SQLException {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** As the owner. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the application sees it. */
    public DataSource application() {
        return as(EmbeddedDatabase.APPLICATION);
    }

    /** As migrations see it. */
    public DataSource owner() {
        return as(EmbeddedDatabase.OWNER);
    }

    private DataSource as(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
