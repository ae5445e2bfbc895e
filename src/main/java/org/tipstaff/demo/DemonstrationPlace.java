package org.tipstaff.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tipstaff.demo.Demonstration.CannotStart;

/**
 * Where the demonstration lies and listens.
 *
 * @param directory everything it keeps
 * @param distribution the unpacked Keycloak
 * @param fresh whether what is there is removed first
 */
record DemonstrationPlace(
        Path directory, Path distribution, int port, int managementPort, int keycloakPort, boolean fresh) {
    private static final long DISK = 2_000_000_000L;

    static DemonstrationPlace ofThisProcess() {
        return new DemonstrationPlace(
                Path.of(System.getProperty("tipstaff.demo.directory", ".demo")).toAbsolutePath(),
                Path.of(System.getProperty("tipstaff.keycloak.directory", "target/keycloak/keycloak-26.7.3"))
                        .toAbsolutePath(),
                Integer.getInteger("quarkus.http.port", 8080),
                Integer.getInteger("quarkus.management.port", 9000),
                Integer.getInteger("tipstaff.demo.keycloak-port", 8180),
                Boolean.getBoolean("tipstaff.demo.fresh"));
    }

    Path keycloakHome() {
        return directory.resolve("keycloak");
    }

    Path postgresHome() {
        return directory.resolve("postgres");
    }

    /** What the portal logs, so that the terminal says only what somebody at it needs. */
    Path log() {
        return directory.resolve("portal.log");
    }

    Path realmTemplate() {
        return Path.of("config", "keycloak", "tipstaff-realm.json").toAbsolutePath();
    }

    String url() {
        return "http://localhost:" + port;
    }

    KeycloakServer.Settings keycloak() {
        return new KeycloakServer.Settings(distribution, keycloakHome(), keycloakPort, url());
    }

    /** @throws CannotStart with the one thing to do first */
    void check() throws IOException {
        if (!Files.isReadable(distribution.resolve("lib/quarkus-run.jar"))) {
            throw new CannotStart(
                    "Keycloak is not in " + distribution + ": start with ./mvnw -Pdemo, which fetches it.");
        }
        if (!Files.isReadable(realmTemplate())) {
            throw new CannotStart(realmTemplate() + " is missing: start in the project's directory.");
        }
        stopLeftovers();
        for (int each : List.of(port, managementPort, keycloakPort)) {
            if (isTaken(each)) {
                throw new CannotStart(
                        "Port " + each + " is in use: stop the program that listens there, then start again.");
            }
        }
        Files.createDirectories(directory.resolve("courts"));
        if (directory.toFile().getUsableSpace() < DISK) {
            throw new CannotStart("The disk of " + directory + " is nearly full: the demonstration needs 2 GB.");
        }
    }

    private static boolean isTaken(int port) {
        for (InetAddress address : List.of(InetAddress.getLoopbackAddress(), new InetSocketAddress(0).getAddress())) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    /** What a killed demonstration left running on this directory. */
    void stopLeftovers() throws IOException {
        KeycloakServer.stopLeftover(keycloakHome());
        Path file = postgresHome().resolve("data/postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2
                || !lines.get(1).equals(postgresHome().resolve("data").toString())) {
            return;
        }
        ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                .filter(handle -> handle.info().command().orElse("").contains("postgres"))
                .ifPresent(handle -> {
                    handle.destroy();
                    try {
                        handle.onExit().get(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                        throw new CannotStart(
                                "An earlier PostgreSQL (process " + handle.pid() + ") does not stop: end it first.", e);
                    }
                });
    }

    void wipe() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What the application is told; as system properties these win over {@code config/application.properties}. */
    Map<String, String> settings(String databaseUrl, DemonstrationSecrets secrets) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.datasource.jdbc.url", databaseUrl);
        settings.put("quarkus.datasource.username", EmbeddedDatabase.APPLICATION);
        settings.put("quarkus.datasource.password", "");
        settings.put("quarkus.flyway.username", EmbeddedDatabase.OWNER);
        // Flyway wants one; the embedded PostgreSQL listens here only and asks for none.
        settings.put("quarkus.flyway.password", "none");
        settings.put("quarkus.oidc.auth-server-url", "http://localhost:" + keycloakPort + "/realms/tipstaff");
        settings.put("quarkus.oidc.credentials.secret", secrets.client());
        settings.put("tipstaff.keys.directory", directory.resolve("keys").toString());
        settings.put(
                "tipstaff.keys.master-key-file", directory.resolve("master.key").toString());
        settings.put("tipstaff.keys.create", "true");
        settings.put("tipstaff.signing.demonstration", "true");
        settings.put(
                "tipstaff.signing.demonstration-directory",
                directory.resolve("signing").toString());
        settings.put("tipstaff.signing.demonstration-custodian", "Helen Marsh");
        settings.put("quarkus.mailer.mock", "true");
        settings.put(
                "tipstaff.documents.trusted-certificates",
                directory.resolve("courts").toString());
        return settings;
    }

    /** What the application says goes to a file; the terminal is the demonstration's own, except for errors. */
    Map<String, String> quiet() {
        return Map.of(
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", log().toString(),
                "quarkus.log.console.level", "ERROR",
                // Whoever waits for the start asks every second, and each answer would be noted whole.
                "quarkus.log.category.\"io.smallrye.health\".level", "ERROR");
    }

    /** Name and address, in the order in which they are shown. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("Tipstaff", url() + "/");
        addresses.put("API description", url() + "/q/openapi");
        addresses.put("Health, metrics", "http://localhost:" + managementPort + "/q/health, /q/metrics");
        addresses.put("Keycloak", "http://localhost:" + keycloakPort + "/realms/tipstaff/account");
        return addresses;
    }
}
