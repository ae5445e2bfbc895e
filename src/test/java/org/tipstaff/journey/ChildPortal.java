package org.tipstaff.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tipstaff.demo.EmbeddedDatabase;

/** The packaged application in a process of its own, which can be killed and started again on what it left. */
final class ChildPortal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 240;

    private final Path directory;
    /** Stays after the test, for whoever asks why it failed. */
    private final Path log;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int port;
    private final int managementPort;
    private @Nullable Process process;

    /**
     * @param directory of keys, signing authorities and the log of each start
     * @param more settings, of the identity provider for instance; they win over what is set here
     */
    ChildPortal(Path directory, String databaseUrl, Map<String, String> more) throws IOException {
        this(directory, databaseUrl, more, "child-portal.log");
    }

    /** @param log name of its log in {@code target}, where there are several */
    ChildPortal(Path directory, String databaseUrl, Map<String, String> more, String log) throws IOException {
        this.directory = directory;
        this.log = Path.of("target", log);
        this.port = free();
        Files.deleteIfExists(this.log);
        Files.createDirectories(directory.resolve("courts"));
        settings.put("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        settings.put("quarkus.http.port", Integer.toString(port));
        this.managementPort = free();
        settings.put("quarkus.management.port", Integer.toString(managementPort));
        settings.put("quarkus.datasource.jdbc.url", databaseUrl);
        settings.put("quarkus.datasource.username", EmbeddedDatabase.APPLICATION);
        settings.put("quarkus.datasource.password", "");
        settings.put("quarkus.flyway.username", EmbeddedDatabase.OWNER);
        settings.put("quarkus.flyway.password", "none");
        settings.put("quarkus.mailer.mock", "true");
        settings.put("tipstaff.keys.directory", directory.resolve("keys").toString());
        settings.put(
                "tipstaff.keys.master-key-file", directory.resolve("master.key").toString());
        settings.put("tipstaff.keys.create", "true");
        // Allows the demonstration's signing key, which a start in production refuses.
        settings.put("tipstaff.demo", "true");
        settings.put("tipstaff.signing.demonstration", "true");
        settings.put(
                "tipstaff.signing.demonstration-directory",
                directory.resolve("signing").toString());
        settings.put("tipstaff.signing.demonstration-custodian", "Helen Marsh");
        settings.put(
                "tipstaff.documents.trusted-certificates",
                directory.resolve("courts").toString());
        settings.putAll(more);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Of health and metrics. */
    String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    /** Number of the running process. */
    long pid() {
        return Objects.requireNonNull(process, "not started").pid();
    }

    /** Starts it and waits until it answers. */
    void start() throws IOException, InterruptedException {
        start("-Xmx768m");
    }

    /** @param heap the JVM's option */
    void start(String heap) throws IOException, InterruptedException {
        Path application = Path.of("target", "quarkus-app").toAbsolutePath();
        // Only the one class: everything else must come from the package.
        Path launcher = directory.resolve("launcher/org/tipstaff/journey/PackagedApplication.class");
        Files.createDirectories(launcher.getParent());
        if (!Files.exists(launcher)) {
            Files.copy(Path.of("target/test-classes/org/tipstaff/journey/PackagedApplication.class"), launcher);
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-cp",
                directory.resolve("launcher") + ":" + application.resolve("quarkus-run.jar"),
                "org.tipstaff.journey.PackagedApplication",
                application.toString()));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        for (int i = 0; i < PATIENCE_SECONDS * 4; i++) {
            if (!started.isAlive()) {
                throw new IllegalStateException("The application has stopped: " + Files.readString(log));
            }
            if (answers()) {
                return;
            }
            Thread.sleep(250);
        }
        throw new IllegalStateException("The application does not answer: " + Files.readString(log));
    }

    private boolean answers() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(url() + "/"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGKILL: nothing of it runs any more, no shutdown hook, no finally. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Process " + running.pid() + " does not die");
            }
        }
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
