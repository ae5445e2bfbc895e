package org.tipstaff.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keycloak as a child process with its data in a directory, for the demonstration and for tests that sign in for real. */
public final class KeycloakServer implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Process process;
    private final String realmUrl;

    private KeycloakServer(Process process, String realmUrl) {
        this.process = process;
        this.realmUrl = realmUrl;
    }

    /**
     * @param distribution an unpacked Keycloak; left as it is
     * @param home where this one's programs (linked), data and log lie; kept between starts
     * @param port on the loopback interface
     * @param applicationUrl of the portal, without a slash at the end
     */
    public record Settings(Path distribution, Path home, int port, String applicationUrl) {}

    /** Starts Keycloak and returns at once; {@link #isReady()} says when it answers. */
    static KeycloakServer start(Settings settings, DemonstrationSecrets secrets, Path realmTemplate)
            throws IOException {
        Path home = settings.home().toAbsolutePath();
        stopLeftover(home);
        link(settings.distribution(), home);
        Path realm = home.resolve("data/import/tipstaff-realm.json");
        if (!Files.exists(realm)) {
            new DemonstrationRealm().write(realmTemplate, realm);
        }
        ProcessBuilder builder = new ProcessBuilder(command(home, settings.port()));
        builder.directory(home.toFile());
        builder.environment()
                .putAll(Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.administrator(),
                        "TIPSTAFF_URL", settings.applicationUrl(),
                        "TIPSTAFF_CLIENT_SECRET", secrets.client()));
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("keycloak.log").toFile());
        Process process = builder.start();
        Files.writeString(pidFile(home), Long.toString(process.pid()));
        return new KeycloakServer(process, "http://localhost:" + settings.port() + "/realms/tipstaff");
    }

    private static List<String> command(Path home, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A short life of few requests: the quick compiler and the small collector start soonest.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms128m",
                "-Xmx512m",
                "-XX:MaxMetaspaceSize=256m",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                // The distribution comes built with the defaults, which are what is wanted here: building it again with
                // the same ones would cost half a minute of the first start.
                "-Dkc.config.built=true",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port);
    }

    /** The programs by hard links where the file system has them: no copy of 200 MB, and the data stays after a clean. */
    private static void link(Path distribution, Path home) throws IOException {
        Path version = distribution.resolve("version.txt");
        Path present = home.resolve("version.txt");
        if (Files.exists(present) && Files.mismatch(version, present) == -1) {
            return;
        }
        Files.walkFileTree(distribution, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(
                        home.resolve(distribution.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // Last, so that a link left half-way is made again.
                if (!file.equals(version)) {
                    linkOrCopy(file, home.resolve(distribution.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        linkOrCopy(version, present);
    }

    private static void linkOrCopy(Path file, Path target) throws IOException {
        Files.deleteIfExists(target);
        try {
            Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A Keycloak whose parent was killed still holds the port and the data. */
    static void stopLeftover(Path home) throws IOException {
        Path file = pidFile(home);
        if (!Files.exists(file)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readString(file).trim()))
                .filter(handle -> handle.info()
                        .arguments()
                        .map(arguments -> Stream.of(arguments).anyMatch(("-Dkc.home.dir=" + home)::equals))
                        .orElse(false))
                .ifPresent(KeycloakServer::stop);
        Files.deleteIfExists(file);
    }

    private static Path pidFile(Path home) {
        return home.resolve("keycloak.pid");
    }

    /** Issuer of the realm. */
    public String realmUrl() {
        return realmUrl;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether the realm answers. */
    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(realmUrl + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stop(process.toHandle());
    }

    private static void stop(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            handle.destroyForcibly();
        }
    }
}
