package org.tipstaff.invitation.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.CassandraRing;
import org.tipstaff.LogTables;
import org.tipstaff.Siege;
import org.tipstaff.TestAuthority;
import org.tipstaff.WhatIsLogged;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.ingest.OpenBatches;
import org.tipstaff.invitation.postgres.PostgresRows;
import org.tipstaff.invitation.sealed.EngineSettingsTest;
import org.tipstaff.invitation.sealed.LogFixture;
import org.tipstaff.invitation.sealed.SealedInvitationLog;

/** A node that asks for TLS, a client's certificate and a password, and lets the login do no more than it must. */
@Siege
class ProtectedRingIT {
    private static final String PREFIX = "tipstaff.log.cassandra.";
    private static final String KEYSPACE = "tipstaff";
    private static final String PASSWORD = "sesame of a test";
    private static final String WRONG = "not the password";

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static CassandraRing nodes;
    private static Path nodesKey;
    private static Map<String, String> right;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(directory);
        nodesKey = authority.keyStore(
                "node.p12",
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        nodes = CassandraRing.startProtected("512m", nodesKey, authority.trustStore());
        right = Map.of(
                PREFIX + "contact-points",
                contactPoint(),
                PREFIX + "replication",
                "1",
                PREFIX + "user",
                "tipstaff",
                PREFIX + "password-file",
                Files.writeString(directory.resolve("password"), PASSWORD + "\n")
                        .toString(),
                PREFIX + "tls",
                "true",
                PREFIX + "trust-store",
                authority.pem().toString(),
                PREFIX + "key-store",
                authority.keyStore("client.p12").toString(),
                PREFIX + "key-store-password",
                TestAuthority.PASSWORD);
        prepareRole();
    }

    private static String contactPoint() {
        var node = nodes.contactPoints().get(0);
        return node.getHostString() + ":" + node.getPort();
    }

    @AfterAll
    static void end() {
        if (nodes != null) {
            nodes.close();
        }
    }

    /** As an operator does who gives the portal no right to make tables. */
    private static void prepareRole() throws InterruptedException {
        try (CqlSession session = superuser()) {
            session.execute(CassandraSchema.createKeyspace(KEYSPACE, CassandraRing.DATACENTER, 1));
            for (Direction direction : Direction.values()) {
                session.execute(CassandraSchema.createTable(KEYSPACE, direction));
            }
            session.execute("CREATE ROLE tipstaff WITH LOGIN = true AND PASSWORD = '" + PASSWORD + "'");
            session.execute("GRANT SELECT ON KEYSPACE " + KEYSPACE + " TO tipstaff");
            session.execute("GRANT MODIFY ON KEYSPACE " + KEYSPACE + " TO tipstaff");
        }
    }

    private static CqlSession superuser() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        Ring ring = ring(right);
        while (true) {
            try {
                return CqlSession.builder()
                        .addContactPoints(ring.contactPoints())
                        .withLocalDatacenter(CassandraRing.DATACENTER)
                        .withAuthCredentials("cassandra", "cassandra")
                        .withSslEngineFactory(new ProgrammaticSslEngineFactory(
                                RingSecrets.context(ring.tls().orElseThrow())))
                        .build();
            } catch (DriverException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private static Ring ring(Map<String, String> settings) {
        return Ring.of(EngineSettingsTest.ring(settings)).orElseThrow();
    }

    private static RowStores stores(Map<String, String> settings, LogFixture fixture, Clock clock) {
        return new RowStores(
                Engine.CASSANDRA,
                new PostgresRows(LogFixture.PARTS, clock),
                new CassandraRows(
                        new CassandraAccess(ring(settings), fixture.connections),
                        new OpenBatches(fixture.connections, clock),
                        fixture.retentions,
                        clock,
                        new Buckets(500)));
    }

    /** What the health says of a log with these settings. */
    private static String problem(String... changed) {
        Map<String, String> settings = new HashMap<>(right);
        for (int i = 0; i < changed.length; i += 2) {
            settings.put(PREFIX + changed[i], changed[i + 1]);
            if (changed[i + 1].isEmpty()) {
                settings.remove(PREFIX + changed[i]);
            }
        }
        LogFixture fixture = new LogFixture();
        RowStores stores = stores(settings, fixture, fixture.clock);
        SealedInvitationLog log = fixture.reconfigured(stores);
        Optional<String> problem = log.problem();
        assertThat(problem.isPresent())
                .as("an append fails where the health is down")
                .isEqualTo(fails(log));
        stores.close();
        return problem.orElse("none");
    }

    private static boolean fails(SealedInvitationLog log) {
        try {
            log.append("batch", List.of(query(NOW.minusSeconds(9), ALICE, BOB)).iterator());
            return false;
        } catch (LogUnavailable e) {
            return true;
        }
    }

    @Test
    void rows_go_in_and_come_out_with_a_login_that_may_select_and_modify_and_nothing_else() throws Exception {
        LogFixture fixture = new LogFixture();
        RowStores stores = stores(right, fixture, fixture.clock);
        SealedInvitationLog log = fixture.reconfigured(stores);
        LogRecord row = query(NOW.minus(Duration.ofHours(1)), ALICE, BOB);
        log.append("one", List.of(row).iterator());
        List<LogRecord> found = new ArrayList<>();
        log.read(new Search(Set.of(ALICE), LogFixture.ALL, Direction.BY_SOURCE, LogFixture.EVER), NOW, found::add);
        stores.close();

        assertThat(found).containsExactly(row);
        assertThat(fixture.number("SELECT count(*) FROM " + LogTables.all(fixture.source)))
                .isZero();
    }

    @Test
    void who_is_not_let_in_says_why_and_no_password_is_logged() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        TestAuthority other = new TestAuthority(elsewhere);
        try (WhatIsLogged logged = new WhatIsLogged()) {
            assertThat(problem()).isEqualTo("none");
            assertThat(problem("trust-store", other.pem().toString()))
                    .contains("under none of the trusted authorities");
            assertThat(problem("trust-store", ""))
                    .as("the authorities of the JDK")
                    .contains("under none of the trusted authorities");
            assertThat(problem("password-file", "", "password", WRONG)).contains("refuses the sign-in");
            assertThat(problem("user", "", "password-file", ""))
                    .as("no sign-in")
                    .contains("refuses the sign-in");
            assertThat(problem("password-file", elsewhere.toString())).contains("password-file cannot be used");
            assertThat(problem("key-store-password", WRONG)).contains("key-store cannot be used");
            assertThat(problem("key-store", "", "key-store-password", ""))
                    .as("no certificate of the client")
                    .contains("Cassandra");
            assertThat(problem("key-store", other.keyStore("client.p12").toString()))
                    .as("a certificate of the client under another authority")
                    .contains("Cassandra");
            assertThat(problem("tls", "false", "trust-store", "", "key-store", "", "key-store-password", ""))
                    .as("plain text")
                    .contains("Cassandra");
            assertThat(problem("keyspace", "somebody_elses")).contains("tipstaff.log.cassandra.user");

            assertThat(logged.lines())
                    .noneMatch(line ->
                            line.contains(PASSWORD) || line.contains(WRONG) || line.contains(TestAuthority.PASSWORD));
        }
    }

    @Test
    void a_node_with_another_servers_certificate_of_the_same_authority_is_not_spoken_to() throws Exception {
        Path own = Files.copy(nodesKey, directory.resolve("kept.p12"));
        Path others = authority.keyStore("others.p12", new GeneralName(GeneralName.dNSName, "other.example"));
        nodes.kill(1);
        Files.copy(others, nodesKey, StandardCopyOption.REPLACE_EXISTING);
        nodes.restart(1);
        try {
            assertThat(problem()).contains("not made out for the name");
        } finally {
            nodes.kill(1);
            Files.copy(own, nodesKey, StandardCopyOption.REPLACE_EXISTING);
            nodes.restart(1);
        }
    }
}
