package org.tipstaff;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Real nodes of Apache Cassandra, each a process of its own on an address of its own: 127.0.0.1, 127.0.0.2 and so on,
 * which Linux has without being asked. The class path comes from {@code target/cassandra.classpath}, which the build
 * writes before the integration tests; it needs a JDK 17 and some 700 MB of memory a node.
 *
 * <p>The nodes begin together with given tokens, so that none waits for another. They end with {@link #close}, and with
 * this process if that is forgotten.
 */
public final class CassandraRing implements AutoCloseable {
    public static final String DATACENTER = "datacenter1";

    private static final Path CLASS_PATH = Path.of("target", "cassandra.classpath");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What Cassandra 5 asks of a JDK 17, after its own jvm17-server.options. */
    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/java.lang.ref",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENS = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.management/com.sun.management.internal");

    /** Starts sooner, and is slower later. */
    private static final List<String> FOR_TESTS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final List<String> FOR_BENCHMARKS = List.of("-XX:+UseG1GC", "-XX:+AlwaysPreTouch");

    private final Path directory;
    private final int size;
    private final int storagePort;
    private final int port;
    private final String heap;
    private final List<String> machine;
    private final List<String> protection;
    private final List<Process> nodes = new ArrayList<>();

    private CassandraRing(Path directory, int size, String heap, List<String> machine, List<String> protection)
            throws IOException {
        this.directory = directory;
        this.machine = machine;
        this.size = size;
        this.heap = heap;
        this.protection = protection;
        this.storagePort = freePort(size);
        this.port = freePort(size);
    }

    /**
     * Starts a new ring and waits until every node answers.
     *
     * @param heap of a node, as the JVM reads it
     */
    public static CassandraRing start(int size, String heap) throws IOException {
        return start(size, heap, FOR_TESTS, List.of());
    }

    /** The same with nodes that are compiled and collected as in production. */
    public static CassandraRing forBenchmarks(int size, String heap) throws IOException {
        return start(size, heap, FOR_BENCHMARKS, List.of());
    }

    /**
     * One node that asks for TLS, a client's certificate and a password. Whoever starts it waits until it lets somebody
     * in: its first role, {@code cassandra}, is made a moment after it listens.
     *
     * @param keyStore PKCS#12, of the node
     * @param authorities PKCS#12, of clients; both under {@link TestAuthority#PASSWORD}
     */
    public static CassandraRing startProtected(String heap, Path keyStore, Path authorities) throws IOException {
        return start(
                1,
                heap,
                FOR_TESTS,
                List.of(
                        "authenticator: PasswordAuthenticator",
                        "authorizer: CassandraAuthorizer",
                        "role_manager: CassandraRoleManager",
                        "client_encryption_options:",
                        "  enabled: true",
                        "  optional: false",
                        "  require_client_auth: true",
                        "  store_type: PKCS12",
                        "  keystore: " + keyStore,
                        "  keystore_password: " + TestAuthority.PASSWORD,
                        "  truststore: " + authorities,
                        "  truststore_password: " + TestAuthority.PASSWORD));
    }

    private static CassandraRing start(int size, String heap, List<String> machine, List<String> protection)
            throws IOException {
        Path directory = Files.createTempDirectory("tipstaff-cassandra");
        CassandraRing ring = new CassandraRing(directory, size, heap, machine, protection);
        Runtime.getRuntime().addShutdownHook(new Thread(ring::end));
        boolean up = false;
        try {
            for (int node = 1; node <= size; node++) {
                ring.nodes.add(ring.run(node));
            }
            for (int node = 1; node <= size; node++) {
                ring.awaitAnswer(node);
            }
            ring.awaitAll();
            up = true;
            return ring;
        } finally {
            if (!up) {
                ring.close();
            }
        }
    }

    public List<InetSocketAddress> contactPoints() {
        return IntStream.rangeClosed(1, size)
                .mapToObj(node -> InetSocketAddress.createUnresolved(address(node), port))
                .toList();
    }

    /** SIGKILL: nothing is flushed, nobody is told. */
    public void kill(int node) {
        end(nodes.get(node - 1));
    }

    /** Starts nodes that were killed and waits until all others know that they are back. */
    public void restart(int... killed) throws IOException {
        for (int node : killed) {
            nodes.set(node - 1, run(node));
        }
        for (int node : killed) {
            awaitAnswer(node);
        }
        awaitAll();
    }

    /** Ends a node in order: it writes everything out first. */
    public void stop(int node) throws InterruptedException {
        nodes.get(node - 1).destroy();
        nodes.get(node - 1).waitFor();
    }

    /** Bytes of the files of a keyspace on one node. */
    public long bytes(int node, String keyspace) throws IOException {
        try (Stream<Path> files = Files.walk(directory(node).resolve("data").resolve(keyspace))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".db"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private Process run(int node) throws IOException {
        Path home = directory(node);
        Files.createDirectories(home);
        Files.writeString(home.resolve("cassandra.yaml"), configuration(node, home));
        Files.writeString(home.resolve("logback.xml"), logging(home));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dcassandra.config=file://" + home.resolve("cassandra.yaml"),
                "-Dlogback.configurationFile=" + home.resolve("logback.xml"),
                "-Dcassandra.storagedir=" + home,
                "-Dcassandra.ring_delay_ms=1000",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Dcassandra-foreground=yes"));
        command.addAll(machine);
        EXPORTS.forEach(name -> command.addAll(List.of("--add-exports", name + "=ALL-UNNAMED")));
        OPENS.forEach(name -> command.addAll(List.of("--add-opens", name + "=ALL-UNNAMED")));
        command.addAll(List.of("-cp", classPath(), "org.apache.cassandra.service.CassandraDaemon"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("out").toFile()))
                .start();
    }

    private static String classPath() throws IOException {
        if (!Files.exists(CLASS_PATH)) {
            throw new IllegalStateException(CLASS_PATH + " is missing: ./mvnw pre-integration-test writes it");
        }
        return Files.readString(CLASS_PATH).strip();
    }

    private String configuration(int node, Path home) {
        long token = Long.MIN_VALUE + (node - 1) * (Long.MAX_VALUE / size * 2);
        String seeds =
                IntStream.rangeClosed(1, size).mapToObj(CassandraRing::address).collect(Collectors.joining(","));
        return String.join(
                "\n",
                "cluster_name: tipstaff",
                "num_tokens: 1",
                "initial_token: " + token,
                "auto_bootstrap: false",
                "partitioner: org.apache.cassandra.dht.Murmur3Partitioner",
                "endpoint_snitch: SimpleSnitch",
                "data_file_directories: [" + home.resolve("data") + "]",
                "commitlog_directory: " + home.resolve("commitlog"),
                "saved_caches_directory: " + home.resolve("caches"),
                "hints_directory: " + home.resolve("hints"),
                "cdc_raw_directory: " + home.resolve("cdc"),
                // A node that is killed must have what it acknowledged.
                "commitlog_sync: group",
                "commitlog_sync_group_window: 10ms",
                "commitlog_segment_size: 8MiB",
                "commitlog_total_space: 256MiB",
                "seed_provider:",
                "  - class_name: org.apache.cassandra.locator.SimpleSeedProvider",
                "    parameters:",
                "      - seeds: \"" + seeds + "\"",
                "listen_address: " + address(node),
                "rpc_address: " + address(node),
                "storage_port: " + storagePort,
                "native_transport_port: " + port,
                "auto_snapshot: false",
                "memtable_heap_space: 64MiB",
                "memtable_offheap_space: 64MiB",
                "file_cache_size: 64MiB",
                "key_cache_size: 8MiB",
                "counter_cache_size: 0MiB",
                "concurrent_reads: 8",
                "concurrent_writes: 128",
                "concurrent_counter_writes: 2",
                "concurrent_compactors: 1",
                "disk_access_mode: standard",
                String.join("\n", protection),
                "");
    }

    private static String logging(Path home) {
        return "<configuration><appender name=\"file\" class=\"ch.qos.logback.core.FileAppender\"><file>"
                + home.resolve("system.log")
                + "</file><encoder><pattern>%level %date{ISO8601} %logger{0} %msg%n</pattern></encoder></appender>"
                + "<root level=\"INFO\"><appender-ref ref=\"file\"/></root></configuration>";
    }

    private void awaitAnswer(int node) {
        await("node " + node + " answers; see " + directory(node), () -> {
            if (!nodes.get(node - 1).isAlive()) {
                throw new IllegalStateException("Cassandra ended; see " + directory(node));
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address(node), port), 1_000);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Every node knows of every other one that it is there: only then is a write sent to all copies. */
    private void awaitAll() {
        if (size == 1) {
            return;
        }
        for (int node = 1; node <= size; node++) {
            int asked = node;
            try (CqlSession session = CqlSession.builder()
                    .addContactPoint(new InetSocketAddress(address(node), port))
                    .withLocalDatacenter(DATACENTER)
                    .build()) {
                await("node " + asked + " knows all others", () -> knowsAll(session));
            }
        }
    }

    private boolean knowsAll(CqlSession session) {
        long up = session.getMetadata().getNodes().values().stream()
                .map(Node::getState)
                .filter(NodeState.UP::equals)
                .count();
        return up == size;
    }

    private static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not in time: " + what);
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Ends the nodes and removes what they wrote. */
    @Override
    public void close() {
        end();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        nodes.forEach(CassandraRing::end);
    }

    private static void end(Process node) {
        node.destroyForcibly();
        try {
            node.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path directory(int node) {
        return directory.resolve("node" + node);
    }

    private static String address(int node) {
        return "127.0.0." + node;
    }

    /** Free on all addresses of the ring. */
    private static int freePort(int size) throws IOException {
        for (int attempt = 0; attempt < 20; attempt++) {
            List<ServerSocket> taken = new ArrayList<>();
            try {
                taken.add(new ServerSocket(0, 1, InetAddress.getByName(address(1))));
                int found = taken.get(0).getLocalPort();
                for (int node = 2; node <= size; node++) {
                    taken.add(new ServerSocket(found, 1, InetAddress.getByName(address(node))));
                }
                return found;
            } catch (IOException e) {
                // Taken on one of them: the next attempt finds another one.
            } finally {
                for (ServerSocket socket : taken) {
                    socket.close();
                }
            }
        }
        throw new IOException("No port is free on " + size + " addresses");
    }
}
