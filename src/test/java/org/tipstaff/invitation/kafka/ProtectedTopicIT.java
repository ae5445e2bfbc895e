package org.tipstaff.invitation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.KafkaBroker;
import org.tipstaff.Siege;
import org.tipstaff.TestAuthority;
import org.tipstaff.WhatIsLogged;
import org.tipstaff.audit.AuditLogFake;
import org.tipstaff.invitation.sealed.LogFixture;

/** A broker that asks for TLS, a client's certificate and a password (SASL_SSL, SCRAM-SHA-512). */
@Siege
class ProtectedTopicIT {
    private static final String TOPIC = "invitations";
    private static final String PASSWORD = "sesame of a test";
    private static final String WRONG = "not the password";

    @TempDir
    static Path directory;

    private static KafkaBroker kafka;
    private static Map<String, String> right;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority authority = new TestAuthority(directory);
        kafka = KafkaBroker.start(
                Files.createDirectories(directory.resolve("kafka")),
                new KafkaBroker.Protection(
                        authority.keyStore("broker.p12", new GeneralName(GeneralName.iPAddress, "127.0.0.1")),
                        authority.keyStore("other.p12", new GeneralName(GeneralName.dNSName, "other.example")),
                        authority.pem()));
        kafka.createTopic(TOPIC, 1);
        try (Admin admin = kafka.admin()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "tipstaff", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        right = Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                login(PASSWORD),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.pem().toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                authority.keyStore("client.p12").toString(),
                "ssl.keystore.password",
                TestAuthority.PASSWORD);
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (kafka != null) {
            kafka.close();
        }
    }

    private static String login(String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"tipstaff\" password=\""
                + password + "\";";
    }

    private static Path written(Map<String, String> properties) throws Exception {
        return Files.writeString(
                directory.resolve("kafka.properties"),
                properties.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private static KafkaSettings settings(String address, Path properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(KafkaSettings.class)
                .withDefaultValues(Map.of(
                        "tipstaff.log.kafka.bootstrap-servers", address,
                        "tipstaff.log.kafka.topic", TOPIC,
                        "tipstaff.log.kafka.client-properties", properties.toString()))
                .build()
                .getConfigMapping(KafkaSettings.class);
    }

    /** What the health would say of these properties. */
    private static String problem(String address, String... changed) throws Exception {
        Map<String, String> properties = new HashMap<>(right);
        for (int i = 0; i < changed.length; i += 2) {
            properties.put(changed[i], changed[i + 1]);
        }
        try (KafkaTopic topic = KafkaTopic.open(settings(address, written(properties)))) {
            return "none, " + topic.name();
        } catch (RuntimeException e) {
            return TopicProblem.sentence(e);
        }
    }

    @Test
    void who_is_not_let_in_says_why_and_no_password_is_logged() throws Exception {
        TestAuthority other = new TestAuthority(Files.createDirectories(directory.resolve("elsewhere")));
        String secured = kafka.securedAddress();
        try (WhatIsLogged logged = new WhatIsLogged()) {
            assertThat(problem(secured)).isEqualTo("none, " + TOPIC);
            assertThat(problem(secured, "ssl.truststore.location", other.pem().toString()))
                    .contains("SslAuthenticationException", "under none of the trusted authorities");
            assertThat(problem(kafka.misnamedAddress()))
                    .contains("SslAuthenticationException", "not made out for the name");
            assertThat(problem(kafka.misnamedAddress(), "ssl.endpoint.identification.algorithm", ""))
                    .contains("ssl.endpoint.identification.algorithm");
            assertThat(problem(secured, "sasl.jaas.config", login(WRONG)))
                    .contains("SaslAuthenticationException", "refuses the sign-in");
            assertThat(problem(
                            secured,
                            "ssl.keystore.location",
                            other.keyStore("client.p12").toString()))
                    .as("a certificate of the client under another authority")
                    .contains("SslAuthenticationException");
            assertThat(problem(secured, "ssl.keystore.password", WRONG)).contains("client-properties");
            assertThat(problem(secured, "security.protocol", "SASL_PLAINTEXT"))
                    .as("a sign-in in plain text")
                    .contains("no broker answers", "TLS");
            assertThat(problem(secured, "security.protocol", "PLAINTEXT"))
                    .as("plain text")
                    .contains("no broker answers", "TLS");
            assertThat(problem(secured, "security.protocol", "SSL"))
                    .as("no sign-in")
                    .doesNotContain("none");

            assertThat(logged.lines())
                    .noneMatch(line ->
                            line.contains(PASSWORD) || line.contains(WRONG) || line.contains(TestAuthority.PASSWORD));
        }
    }

    @Test
    void a_password_that_is_put_right_is_taken_without_a_restart() throws Exception {
        LogFixture fixture = new LogFixture();
        TopicStatus status = new TopicStatus(new SimpleMeterRegistry());
        TopicHealth health = new TopicHealth(status);
        Map<String, String> wrong = new HashMap<>(right);
        wrong.put("sasl.jaas.config", login(WRONG));
        TopicIngestion ingestion = new TopicIngestion(
                settings(kafka.securedAddress(), written(wrong)),
                new TopicIngest(fixture.log, new AuditLogFake(), fixture.connections, fixture.clock),
                status);
        ingestion.start(new StartupEvent());
        try {
            await(() -> health.call().getStatus() == HealthCheckResponse.Status.DOWN);
            assertThat(health.call().getData().orElseThrow().get("topic"))
                    .asString()
                    .contains("refuses the sign-in");

            written(right);
            await(() -> health.call().getStatus() == HealthCheckResponse.Status.UP
                    && Long.valueOf(1)
                            .equals(health.call().getData().orElseThrow().get("partitions")));
        } finally {
            ingestion.stop(new ShutdownEvent());
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(100);
        }
    }
}
