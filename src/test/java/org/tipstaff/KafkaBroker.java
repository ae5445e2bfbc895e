package org.tipstaff;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private Process process;

    private KafkaBroker(Path settings, Path log, int port) throws IOException {
        this.settings = settings;
        this.log = log;
        this.port = port;
        this.process = run("kafka.Kafka", settings.toString());
    }

    /** @param directory of its data and its log */
    public static KafkaBroker start(Path directory) throws IOException, InterruptedException {
        if (!Files.isRegularFile(CLASS_PATH)) {
            throw new IllegalStateException(CLASS_PATH + " is missing: ./mvnw verify makes it");
        }
        int port;
        int controller;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            port = one.getLocalPort();
            controller = other.getLocalPort();
        }
        Path settings = directory.resolve("server.properties");
        Files.writeString(settings, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                """.formatted(port, controller, directory.resolve("data")));
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
        KafkaBroker broker = new KafkaBroker(settings, log, port);
        broker.awaitAnswer();
        return broker;
    }

    public String address() {
        return "127.0.0.1:" + port;
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
