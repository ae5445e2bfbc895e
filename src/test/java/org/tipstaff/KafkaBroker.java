package org.tipstaff;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker (KRaft, one node) on the loopback interface, in a process of its own and from jars that are not on
 * the class path here: see {@code src/test/servers.xml}.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Path CLASS_PATH = Path.of("target", "kafka.classpath");

    private final Path settings;
    private final Path log;
    private final int port;
    private final int secured;
    private final int misnamed;
    private Process process;

    private KafkaBroker(Path settings, Path log, int port, int secured, int misnamed) throws IOException {
        this.settings = settings;
        this.log = log;
        this.port = port;
        this.secured = secured;
        this.misnamed = misnamed;
        this.process = run("kafka.Kafka", settings.toString());
    }

    /**
     * What a broker needs to listen with SASL_SSL too: PKCS#12 files under {@link TestAuthority#PASSWORD}.
     *
     * @param misnamed of a second such listener, whose certificate is made out for another name
     * @param authorities PEM, of clients' certificates, which are asked for
     */
    public record Protection(Path keyStore, Path misnamed, Path authorities) {}

    /** @param directory of its data and its log */
    public static KafkaBroker start(Path directory) throws IOException, InterruptedException {
        return start(directory, Optional.empty());
    }

    public static KafkaBroker start(Path directory, Protection protection) throws IOException, InterruptedException {
        return start(directory, Optional.of(protection));
    }

    private static KafkaBroker start(Path directory, Optional<Protection> protection)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(CLASS_PATH)) {
            throw new IllegalStateException(CLASS_PATH + " is missing: ./mvnw verify makes it");
        }
        int port;
        int controller;
        int secured;
        int misnamed;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0);
                ServerSocket third = new ServerSocket(0);
                ServerSocket fourth = new ServerSocket(0)) {
            port = one.getLocalPort();
            controller = other.getLocalPort();
            secured = third.getLocalPort();
            misnamed = fourth.getLocalPort();
        }
        String further = protection.isEmpty()
                ? ""
                : ",SECURED://127.0.0.1:%d,MISNAMED://127.0.0.1:%d".formatted(secured, misnamed);
        Path settings = directory.resolve("server.properties");
        Files.writeString(
                settings,
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%4$s
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL,MISNAMED:SASL_SSL
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                """.formatted(port, controller, directory.resolve("data"), further)
                        + protection.map(KafkaBroker::lines).orElse(""));
        Path log = directory.resolve("broker.log");
        Process format = new ProcessBuilder(command(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!format.waitFor(3, TimeUnit.MINUTES) || format.exitValue() != 0) {
            throw new IllegalStateException("The broker's storage is not made: " + Files.readString(log));
        }
        KafkaBroker broker = new KafkaBroker(settings, log, port, secured, misnamed);
        broker.awaitAnswer();
        return broker;
    }

    private static String lines(Protection protection) {
        String each = """
                listener.name.%1$s.ssl.keystore.type=PKCS12
                listener.name.%1$s.ssl.keystore.location=%2$s
                listener.name.%1$s.ssl.keystore.password=%3$s
                listener.name.%1$s.ssl.key.password=%3$s
                listener.name.%1$s.ssl.truststore.type=PEM
                listener.name.%1$s.ssl.truststore.location=%4$s
                listener.name.%1$s.ssl.client.auth=required
                listener.name.%1$s.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                """;
        return "sasl.enabled.mechanisms=SCRAM-SHA-512\n"
                + each.formatted("secured", protection.keyStore(), TestAuthority.PASSWORD, protection.authorities())
                + each.formatted("misnamed", protection.misnamed(), TestAuthority.PASSWORD, protection.authorities());
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Of the listener with TLS, a client's certificate and SCRAM-SHA-512. */
    public String securedAddress() {
        return "127.0.0.1:" + secured;
    }

    /** Of the same with a certificate of another server. */
    public String misnamedAddress() {
        return "127.0.0.1:" + misnamed;
    }

    public void createTopic(String name, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** To ask it things, or to change them. */
    public Admin admin() {
        Properties properties = new Properties();
        properties.putAll(
                Map.of("bootstrap.servers", address(), "default.api.timeout.ms", 5_000, "request.timeout.ms", 3_000));
        return Admin.create(properties);
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The broker has stopped: " + Files.readString(log));
            }
            try (Admin admin = admin()) {
                admin.describeCluster().nodes().get(4, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | TimeoutException e) {
                Thread.sleep(500);
            }
        }
        throw new IllegalStateException("The broker does not answer: " + Files.readString(log));
    }

    private static List<String> command(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Files.readString(CLASS_PATH),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process run(String main, String... arguments) throws IOException {
        return new ProcessBuilder(command(main, arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Ends it at once. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    /** Starts it again on what it left. */
    public void again() throws IOException, InterruptedException {
        process = run("kafka.Kafka", settings.toString());
        awaitAnswer();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
