package org.tipstaff.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The demonstration's Keycloak with its users, kept in {@code target} between runs because its first start is slow. */
public final class KeycloakForTests implements AutoCloseable {
    private final KeycloakServer server;
    private final DemonstrationSecrets secrets;
    private final int applicationPort;

    private KeycloakForTests(KeycloakServer server, DemonstrationSecrets secrets, int applicationPort) {
        this.server = server;
        this.secrets = secrets;
        this.applicationPort = applicationPort;
    }

    /** Starts it and waits until it answers. */
    public static KeycloakForTests start() throws IOException, InterruptedException {
        Path directory = Path.of("target", "keycloak-for-tests").toAbsolutePath();
        Path distribution = Path.of(
                        System.getProperty("tipstaff.keycloak.directory", "target/keycloak/keycloak-26.7.3"))
                .toAbsolutePath();
        DemonstrationPlace place = new DemonstrationPlace(directory, distribution, 0, 0, 0, true);
        KeycloakServer.stopLeftover(place.keycloakHome());
        Properties ports = ports(place);
        int port = Integer.parseInt(ports.getProperty("keycloak"));
        int applicationPort = Integer.parseInt(ports.getProperty("application"));
        DemonstrationSecrets secrets = DemonstrationSecrets.in(directory);
        KeycloakServer server = KeycloakServer.start(
                new KeycloakServer.Settings(
                        distribution, place.keycloakHome(), port, "http://localhost:" + applicationPort),
                secrets,
                place.realmTemplate());
        for (int i = 0; i < 600 && !server.isReady(); i++) {
            if (!server.isAlive()) {
                throw new IllegalStateException("Keycloak has stopped, see " + place.keycloakHome() + "/keycloak.log");
            }
            Thread.sleep(250);
        }
        return new KeycloakForTests(server, secrets, applicationPort);
    }

    /** The addresses of the application are in the imported realm: the ports stay, or all begins anew. */
    private static Properties ports(DemonstrationPlace place) throws IOException {
        Path file = place.directory().resolve("ports.properties");
        Properties ports = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                ports.load(reader);
            }
            if (isFree(ports.getProperty("keycloak", "0")) && isFree(ports.getProperty("application", "0"))) {
                return ports;
            }
        }
        place.wipe();
        Files.createDirectories(place.directory());
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            ports.setProperty("keycloak", Integer.toString(one.getLocalPort()));
            ports.setProperty("application", Integer.toString(other.getLocalPort()));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            ports.store(writer, "in the imported realm");
        }
        return ports;
    }

    private static boolean isFree(String port) {
        try (ServerSocket socket = new ServerSocket(Integer.parseInt(port))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Issuer of the realm. */
    public String realmUrl() {
        return server.realmUrl();
    }

    public String clientSecret() {
        return secrets.client();
    }

    /** The port on which the realm expects the application. */
    public int applicationPort() {
        return applicationPort;
    }

    /** Password of Keycloak's {@code admin}. */
    public String administratorPassword() {
        return secrets.administrator();
    }

    @Override
    public void close() {
        server.close();
    }
}
