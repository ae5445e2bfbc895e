package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.KafkaBroker;
import org.tipstaff.LogTables;
import org.tipstaff.Siege;
import org.tipstaff.TestDatabase;
import org.tipstaff.audit.AuditReader;

/**
 * The packaged application reads a topic of a real Kafka broker and is killed (SIGKILL) at each place of a batch, stopped
 * (SIGSTOP) until another copy has taken its partitions, and cut off from Kafka or from the database. At the end every record is in the log
 * exactly once, or counted as what it is.
 */
@Siege
class KafkaKilledIT {
    private static final String TOPIC = "invitations";
    private static final long LOCK = 7_314_160L;
    private static final int RECORDS = 50_000;

    private static final String TRIGGERS = """
            CREATE FUNCTION stop_topic() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM topic_stop WHERE place = TG_ARGV[0]) THEN
                    PERFORM pg_advisory_lock_shared(%d);
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER stop_claimed BEFORE INSERT ON invitation.batch
                FOR EACH ROW EXECUTE FUNCTION stop_topic('CLAIMED');
            CREATE TRIGGER stop_rows BEFORE UPDATE ON invitation.topic_position
                FOR EACH ROW WHEN (NEW.next_offset <> OLD.next_offset) EXECUTE FUNCTION stop_topic('ROWS_WRITTEN');
            CREATE TRIGGER stop_audit BEFORE INSERT ON audit_entry
                FOR EACH ROW WHEN (NEW.action = 'LOG_APPENDED') EXECUTE FUNCTION stop_topic('POSITION_WRITTEN');
            CREATE CONSTRAINT TRIGGER stop_commit AFTER UPDATE ON invitation.topic_position
                DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.next_offset <> OLD.next_offset) EXECUTE FUNCTION stop_topic('COMMITTING');
            """.formatted(LOCK);

    /** Where the process is when it dies. */
    private enum Place {
        /** The batch's bounds are committed, nothing else. */
        CLAIMED,
        /** The rows are written and not committed. */
        ROWS_WRITTEN,
        /** The position too. */
        POSITION_WRITTEN,
        /** The database has been told to commit, and does so after the process is dead. */
        COMMITTING,
        /** Wherever it happens to be. */
        ANYWHERE
    }

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.fresh();
    private KafkaBroker kafka;
    private TopicFilling filling;

    @BeforeEach
    void fill() throws Exception {
        kafka = KafkaBroker.start(Files.createDirectories(directory.resolve("kafka")));
        kafka.createTopic(TOPIC, 3);
        filling = new TopicFilling(kafka.address(), TOPIC, Clock.systemUTC().instant());
    }

    @AfterEach
    void stop() throws InterruptedException {
        filling.close();
        kafka.close();
    }

    @Test
    void a_record_is_in_the_log_once_wherever_the_reader_is_killed() throws Exception {
        prepareStops();
        filling.send(RECORDS);
        try (ChildPortal portal = portal("child-portal.log");
                Connection holding = database.owner().getConnection()) {
            int killed = 0;
            for (Place place : Place.values()) {
                advisory(holding, "pg_advisory_lock");
                portal.start();
                awaitRead(++killed * RECORDS / 8L);
                if (place != Place.ANYWHERE) {
                    database.execute("INSERT INTO topic_stop VALUES ('" + place + "')");
                    awaitOne(
                            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = "
                                    + LOCK,
                            1);
                }
                assertThat(database.number("SELECT sum(next_offset) FROM invitation.topic_position"))
                        .as("still reading at %s", place)
                        .isLessThan(RECORDS);
                portal.kill();
                database.execute("DELETE FROM topic_stop");
                advisory(holding, "pg_advisory_unlock");
            }
            portal.start();
            awaitRead(RECORDS);

            check(portal.log());
        }
    }

    @Test
    void copies_share_the_topic_and_take_over_from_one_that_dies_or_stands_still() throws Exception {
        try (ChildPortal one = portal("child-portal.log");
                ChildPortal other = portal("child-portal-2.log")) {
            one.start();
            filling.send(RECORDS / 5);
            other.start();
            sendSlowly(RECORDS / 5);
            assertThat(metric(one, "tipstaff_log_kafka_partitions")).isBetween(1.0, 2.0);
            assertThat(metric(other, "tipstaff_log_kafka_partitions")).isBetween(1.0, 2.0);

            signal("STOP", one);
            sendSlowly(RECORDS / 5);
            signal("CONT", one);
            sendSlowly(RECORDS / 5);
            other.kill();
            sendSlowly(RECORDS / 5);
            awaitRead(filling.sent());

            check(one.log() + other.log());
        }
    }

    @Test
    void a_broker_that_is_away_is_waited_for_and_said_to_be() throws Exception {
        try (ChildPortal portal = portal("child-portal.log")) {
            portal.start();
            filling.send(1_000);
            awaitRead(1_000);
            await("nothing behind", () -> health(portal).contains("\"lag\": 0"));
            assertThat(health(portal)).doesNotContain("\"topic\":");

            kafka.kill();
            await("the broker's absence in the health", () -> health(portal).contains("\"topic\":"));
            kafka.again();
            filling.send(1_000);
            awaitRead(2_000);
            await("a well health", () -> !health(portal).contains("\"topic\":"));

            assertThat(metric(portal, "tipstaff_log_kafka_records_total{outcome=\"accepted\"}"))
                    .isEqualTo(filling.accepted());
            check(portal.log());
        }
    }

    @Test
    void a_database_that_is_away_is_waited_for_and_said_to_be() throws Exception {
        try (ChildPortal portal = portal("child-portal.log")) {
            portal.start();
            filling.send(RECORDS / 2);
            awaitRead(RECORDS / 10);
            long process = portal.pid();
            for (int times = 0; times < 5; times++) {
                endConnections();
                Thread.sleep(700);
            }
            assertThat(database.number("SELECT sum(next_offset) FROM invitation.topic_position"))
                    .as("still reading when the database goes away")
                    .isLessThan(RECORDS / 2);

            asSuperuser("ALTER DATABASE " + databaseName() + " ALLOW_CONNECTIONS false");
            endConnections();
            filling.send(RECORDS / 4);
            await("the database's absence in the health", () -> health(portal).contains(TOPIC + "-"));
            // For longer than Kafka waits for a reader that gives no sign of life.
            Thread.sleep(15_000);
            assertThat(metric(portal, "tipstaff_log_kafka_partitions")).isEqualTo(3);
            asSuperuser("ALTER DATABASE " + databaseName() + " ALLOW_CONNECTIONS true");
            filling.send(RECORDS / 4);
            awaitRead(filling.sent());
            await("a well health", () -> !health(portal).contains(TOPIC + "-"));

            assertThat(portal.pid()).isEqualTo(process);
            check(portal.log());
        }
    }

    private String databaseName() {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private void endConnections() throws SQLException {
        asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + databaseName() + "'");
    }

    /** From another database of the same server. */
    private void asSuperuser(String sql) throws SQLException {
        String url = database.url().substring(0, database.url().lastIndexOf('/')) + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private ChildPortal portal(String log) throws IOException {
        Path properties = directory.resolve("kafka.properties");
        // Small batches, so that there are many; and a short patience with a reader that gives no sign of life.
        Files.writeString(properties, "max.poll.records=250\nsession.timeout.ms=6000\nheartbeat.interval.ms=1000\n");
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.oidc.tenant-enabled",
                "false",
                "quarkus.oidc.api.tenant-enabled",
                "false",
                "quarkus.oidc.auth-server-url",
                "http://localhost:1/realms/none",
                "tipstaff.log.kafka.bootstrap-servers",
                kafka.address(),
                "tipstaff.log.kafka.topic",
                TOPIC,
                "tipstaff.log.kafka.client-properties",
                properties.toString()));
        return new ChildPortal(directory, database.url(), settings, log);
    }

    private void sendSlowly(int records) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            filling.send(records / 20);
            Thread.sleep(600);
        }
    }

    private static void signal(String name, ChildPortal portal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(portal.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void check(String log) throws Exception {
        SoftAssertions complaints = new SoftAssertions();
        String rows = LogTables.all(database.owner());
        complaints
                .assertThat(database.number("SELECT count(*) FROM " + rows))
                .as("rows")
                .isEqualTo(filling.accepted());
        complaints
                .assertThat(database.number("SELECT count(DISTINCT occurred_at) FROM " + rows))
                .as("different rows")
                .isEqualTo(filling.accepted());
        complaints
                .assertThat(database.number("SELECT sum(1000000 * extract(epoch FROM occurred_at - '" + filling.first()
                        + "'))::bigint FROM " + rows))
                .as("which rows")
                .isEqualTo(filling.microseconds());
        for (Map.Entry<String, Long> count : Map.of(
                        "accepted",
                        filling.accepted(),
                        "rejected",
                        (long) filling.rejected().size(),
                        "expired",
                        filling.expired(),
                        "early",
                        filling.early(),
                        "lost",
                        0L,
                        "next_offset",
                        (long) filling.sent())
                .entrySet()) {
            complaints
                    .assertThat(database.number("SELECT sum(" + count.getKey() + ") FROM invitation.topic_position"))
                    .as(count.getKey())
                    .isEqualTo(count.getValue());
        }
        complaints
                .assertThat(database.number(
                        "SELECT sum((convert_from(canonical, 'UTF8')::jsonb->>'d.accepted')::bigint) FROM audit_entry"
                                + " WHERE action = 'LOG_APPENDED'"))
                .as("audited")
                .isEqualTo(filling.accepted());
        complaints.assertThat(rejected()).isEqualTo(filling.rejected());
        complaints
                .assertThat(new AuditReader(database.application()).firstBroken())
                .isEmpty();
        complaints.assertThat(log).doesNotContain("2025550186");
        complaints
                .assertThat(database.number(
                        "SELECT count(*) FROM invitation.topic_rejection WHERE reason LIKE '%2025550186%'"))
                .isZero();
        complaints.assertAll();
    }

    private Set<String> rejected() throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT partition || ' ' || record_offset FROM invitation.topic_rejection")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void prepareStops() throws SQLException {
        database.execute("CREATE TABLE topic_stop (place text); GRANT SELECT ON topic_stop TO PUBLIC; " + TRIGGERS);
    }

    private static void advisory(Connection holding, String function) throws SQLException {
        try (Statement statement = holding.createStatement()) {
            statement.execute("SELECT " + function + "(" + LOCK + ")");
        }
    }

    private void awaitRead(long records) throws Exception {
        String sql = "SELECT coalesce(sum(next_offset), 0) FROM invitation.topic_position";
        await(records + " records are read", () -> database.number(sql) >= records);
    }

    private void awaitOne(String sql, long expected) throws Exception {
        await(sql, () -> database.number(sql) == expected);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            Thread.sleep(20);
        }
    }

    private static String health(ChildPortal portal) throws IOException, InterruptedException {
        return get(portal.managementUrl() + "/q/health/well");
    }

    private static double metric(ChildPortal portal, String name) throws IOException, InterruptedException {
        return get(portal.managementUrl() + "/q/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
