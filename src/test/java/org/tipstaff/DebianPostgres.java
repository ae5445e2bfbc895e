package org.tipstaff;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.tipstaff.demo.EmbeddedDatabase;

/**
 * A server of the operating system's own PostgreSQL, of another version than the embedded one and with the tools that
 * make backups.
 */
public final class DebianPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path data;
    private final int port;

    private DebianPostgres(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /** Where its programs are; nothing where it is not installed. */
    public static Optional<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo);
        }
    }

    /** A new server with an empty database of this application. */
    public static DebianPostgres fresh(Path programs) throws IOException, SQLException {
        Path data = directory();
        run(programs, "initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale");
        DebianPostgres server = serving(programs, data);
        server.execute(
                "postgres", "CREATE ROLE " + EmbeddedDatabase.OWNER + " LOGIN SUPERUSER", "CREATE DATABASE tipstaff");
        server.execute("postgres", "CREATE ROLE " + EmbeddedDatabase.APPLICATION + " LOGIN");
        Flyway.configure()
                .dataSource(server.url("tipstaff"), EmbeddedDatabase.OWNER, "")
                .placeholders(Map.of("app", EmbeddedDatabase.APPLICATION))
                .load()
                .migrate();
        return server;
    }

    private static DebianPostgres serving(Path programs, Path data) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        run(
                programs,
                "pg_ctl",
                "start",
                "-w",
                "-s",
                "-D",
                data.toString(),
                "-l",
                data.resolve("server.log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''");
        return new DebianPostgres(programs, data, port);
    }

    /** Dumps the database and restores it beside the original, under another name. */
    public void dumpAndRestoreAs(Path dump, String name) throws IOException, SQLException {
        run(programs, "pg_dump", with("-Fc", "-f", dump.toString(), "tipstaff"));
        execute("postgres", "CREATE DATABASE " + name);
        run(programs, "pg_restore", with("-d", name, dump.toString()));
    }

    /** Another server, started on a base backup of this one. */
    public DebianPostgres baseBackup() throws IOException {
        Path copy = directory();
        run(programs, "pg_basebackup", with("-D", copy.toString(), "-c", "fast"));
        return serving(programs, copy);
    }

    private String[] with(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres"));
        all.addAll(Arrays.asList(arguments));
        return all.toArray(String[]::new);
    }

    public DataSource application(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(EmbeddedDatabase.APPLICATION);
        return source;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void execute(String database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A directory that the server may write to: it does not run as root. */
    public static Path directory() throws IOException {
        Path directory = Files.createTempDirectory("tipstaff-debian-postgres");
        if (isRoot()) {
            start(List.of("chown", "postgres", directory.toString()));
        }
        return directory;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(Path programs, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        start(command);
    }

    private static void start(List<String> command) throws IOException {
        Path output = Files.createTempFile("tipstaff-debian-postgres", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(new java.io.File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() throws IOException {
        run(programs, "pg_ctl", "stop", "-s", "-m", "immediate", "-D", data.toString());
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
