package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.LogTables;
import org.tipstaff.TestDatabase;

/** Uploads that are longer than the memory of the portal or the life of a token, to the packaged application. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class LogUploadIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LIMIT = 100 << 20;
    private static final int ROWS_OF_A_MEGABYTE = 5_000;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @ConfigProperty(name = "quarkus.oidc.credentials.secret", defaultValue = "none without Keycloak")
    String secret;

    @ConfigProperty(name = "tipstaff.test.keycloak-administrator", defaultValue = "none")
    String administrator;

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant first =
            Clock.systemUTC().instant().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    private final byte[] megabyte = megabyte(first);

    @Test
    void an_upload_streams_through_a_small_memory_and_ends_where_the_limit_is() throws Exception {
        try (ChildPortal portal = portal()) {
            portal.start("-Xmx160m");
            String token = new PortalClient(portal.url(), realm).token("log-writer");

            assertThat(accepted(upload(portal, token, sized(90)))).isEqualTo(90 * ROWS_OF_A_MEGABYTE);
            assertThat(accepted(upload(portal, token, BodyPublishers.ofInputStream(() -> megabytes(90)))))
                    .isEqualTo(90 * ROWS_OF_A_MEGABYTE);

            tooLarge(upload(portal, token, sized(101)));
            tooLarge(upload(portal, token, BodyPublishers.ofInputStream(() -> megabytes(101))));
            assertThat(rows()).isEqualTo(180 * ROWS_OF_A_MEGABYTE);
            assertThat(upload(portal, "none", sized(90)).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_service_uploads_by_its_own_credentials_for_longer_than_a_token_lives() throws Exception {
        String client = "writer-" + UUID.randomUUID();
        String clients = realm.replace("/realms/", "/admin/realms/") + "/clients";
        String admin = administratorsToken();
        String id = makeClient(admin, clients, client);
        try (ChildPortal portal = portal()) {
            portal.start();
            Process command = ingest(portal, client, "0123456789-secret");
            try (OutputStream input = command.getOutputStream()) {
                for (int part = 0; part < 3; part++) {
                    for (int i = 0; i < 9; i++) {
                        input.write(megabyte(first.plusSeconds(9 * part + i)));
                    }
                    input.flush();
                    // A token lives for 3 seconds.
                    Thread.sleep(5_000);
                }
            }
            assertThat(command.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String said = Files.readString(directory.resolve("ingest.log"));
            assertThat(command.exitValue()).as(said).isZero();
            assertThat(said).contains("135,000 lines: 135,000 rows in the log (0 of them from before), 0 rejected");
            assertThat(actor()).isEqualTo("service-account-" + client);

            Process refused = ingest(portal, client, "another secret");
            refused.getOutputStream().write(megabyte);
            refused.getOutputStream().close();
            assertThat(refused.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(refused.exitValue()).isEqualTo(2);
            assertThat(Files.readString(directory.resolve("ingest.log")))
                    .contains("401")
                    .doesNotContain("another secret");
        } finally {
            send(HttpRequest.newBuilder(URI.create(clients + "/" + id)).DELETE(), admin);
        }
    }

    private ChildPortal portal() throws IOException {
        return new ChildPortal(
                directory,
                database.url(),
                Map.of(
                        "quarkus.oidc.auth-server-url", realm,
                        "quarkus.oidc.credentials.secret", secret,
                        "tipstaff.log.largest-upload", Integer.toString(LIMIT)),
                "child-portal-upload.log");
    }

    private Process ingest(ChildPortal portal, String client, String ofClient) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString(),
                "ingest",
                "-",
                "--portal",
                portal.url(),
                "--token-url",
                realm + "/protocol/openid-connect/token",
                "--client",
                client,
                "--attempts",
                "2");
        builder.environment().put("TIPSTAFF_CLIENT_SECRET", ofClient);
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("ingest.log").toFile())
                .start();
    }

    private String administratorsToken() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(realm.substring(0, realm.indexOf("/realms/"))
                                + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=password&client_id=admin-cli&username=admin&password=" + administrator))
                        .build(),
                BodyHandlers.ofString());
        return JSON.readTree(answer.body()).required("access_token").asText();
    }

    /** A confidential client whose service account may write, as docs/ingest.md says. */
    private String makeClient(String admin, String clients, String client) throws Exception {
        HttpResponse<String> made = send(post(clients, """
                {"clientId":"%s","secret":"0123456789-secret","publicClient":false,"standardFlowEnabled":false,
                 "serviceAccountsEnabled":true,"fullScopeAllowed":true,
                 "attributes":{"access.token.lifespan":"3"},
                 "defaultClientScopes":["basic","acr","roles","profile","email"],
                 "protocolMappers":[{"name":"audience","protocol":"openid-connect",
                   "protocolMapper":"oidc-audience-mapper",
                   "config":{"included.client.audience":"tipstaff","access.token.claim":"true"}}]}
                """.formatted(client)), admin);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String location = made.headers().firstValue("Location").orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        String base = clients.substring(0, clients.lastIndexOf('/'));
        String account = JSON.readTree(send(get(clients + "/" + id + "/service-account-user"), admin)
                        .body())
                .required("id")
                .asText();
        JsonNode role =
                JSON.readTree(send(get(base + "/roles/log-writer"), admin).body());
        assertThat(send(post(base + "/users/" + account + "/role-mappings/realm", "[" + role + "]"), admin)
                        .statusCode())
                .isEqualTo(204);
        return id;
    }

    private static HttpRequest.Builder get(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    private static HttpRequest.Builder post(String url, String json) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        return http.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> upload(ChildPortal portal, String token, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(portal.url() + "/api/v1/log/records"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(body),
                token);
    }

    private static long accepted(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("accepted").asLong();
    }

    private static void tooLarge(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(413);
        assertThat(problem.path("detail").asText()).contains(LIMIT + " bytes").contains("Nothing of this one was kept");
    }

    private BodyPublisher sized(int megabytes) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> megabytes(megabytes)), (long) megabytes * megabyte.length);
    }

    private InputStream megabytes(int number) {
        return new SequenceInputStream(Collections.enumeration(IntStream.range(0, number)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(megabyte))
                .toList()));
    }

    /** 2^20 bytes of whole lines. */
    private static byte[] megabyte(Instant at) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS_OF_A_MEGABYTE; i++) {
            int length = (1 << 20) / ROWS_OF_A_MEGABYTE + (i < (1 << 20) % ROWS_OF_A_MEGABYTE ? 1 : 0);
            String line = """
                    {"log":"SIGN_IN","occurredAt":"%s","sourceHandle":"+12025550188","clientIp":"192.0.2.7","service":"icloud","userAgent":""}""".formatted(at.plus(i, ChronoUnit.MICROS));
            lines.append(line).append(" ".repeat(length - 1 - line.length())).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private long rows() throws SQLException {
        return Long.parseLong(one("SELECT count(*) FROM " + LogTables.all(database.owner())));
    }

    private String actor() throws SQLException {
        return one("SELECT max(actor) FROM audit_entry WHERE action = 'LOG_APPENDED'");
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
