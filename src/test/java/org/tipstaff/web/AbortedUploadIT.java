package org.tipstaff.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Forms;
import org.tipstaff.WhatIsLogged;

/** A client that goes away amid a body is no fault of the portal: nothing is left of it, and no error in the log. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class AbortedUploadIT {
    private static final String BOUNDARY = "boundary-of-the-test";

    /** An error would come from the thread of the request, shortly after the connection is gone. */
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @Inject
    DataSource database;

    @Inject
    Clock clock;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    /** @param reset whether the connection is reset, as by a crash, instead of closed */
    private void breakOff(String head, String body, boolean reset) throws IOException, InterruptedException {
        try (WhatIsLogged log = new WhatIsLogged()) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                OutputStream out = socket.getOutputStream();
                out.write((head + "\r\nHost: localhost:" + port + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
                out.flush();
                // Until the body is being read.
                Thread.sleep(700);
            }
            Thread.sleep(A_WHILE.toMillis());
            assertThat(log.from(Level.WARNING))
                    .extracting(LogRecord::getMessage)
                    .isEmpty();
            assertThat(log.from(Level.INFO)).extracting(LogRecord::getThrown).allMatch(Objects::isNull);
        }
    }

    private static String part(String name, String more, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n"
                + content + "\r\n";
    }

    private static String document() {
        return part(
                "order",
                "; filename=\"order.pdf\"\r\nContent-Type: application/pdf",
                "%PDF-1.7\n" + "0".repeat(50_000));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @As.Officer
    void a_filing_by_a_program(boolean reset) throws Exception {
        long before = left();
        breakOff(
                "POST /api/v1/requests HTTP/1.1\r\nContent-Length: 9000000\r\nIdempotency-Key: " + UUID.randomUUID()
                        + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY,
                part("filing", "", "{}") + document(),
                reset);
        assertThat(left()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @As.Officer
    void the_document_of_a_draft(boolean reset) throws Exception {
        String draft = Forms.form()
                .formParam("instrument", "SUBPOENA")
                .post("/requests/new")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        long before = left();
        breakOff(
                "POST " + java.net.URI.create(draft).getPath()
                        + " HTTP/1.1\r\nContent-Length: 9000000\r\nContent-Type: multipart/form-data; boundary="
                        + BOUNDARY,
                part("form-token", "", Forms.token()) + document(),
                reset);
        assertThat(left()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_file_to_verify(boolean reset) throws Exception {
        breakOff(
                "POST /verify HTTP/1.1\r\nContent-Length: 9000000\r\nContent-Type: multipart/form-data; boundary="
                        + BOUNDARY,
                part("form-token", "", Forms.token()) + document(),
                reset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9000000", "Transfer-Encoding: chunked", "reset"})
    @As.LogWriter
    void a_batch_of_the_log_of_which_nothing_is_kept(String how) throws Exception {
        String key = UUID.randomUUID().toString();
        String rows = row(1) + row(2) + row(3);
        long before = left();
        boolean chunked = how.startsWith("Transfer");
        breakOff(
                "POST /api/v1/log/records HTTP/1.1\r\n" + (how.equals("reset") ? "Content-Length: 9000000" : how)
                        + "\r\nIdempotency-Key: " + key + "\r\nContent-Type: application/x-ndjson",
                chunked ? Integer.toHexString(rows.length()) + "\r\n" + rows + "\r\n" : rows,
                how.equals("reset"));
        assertThat(left()).isEqualTo(before);
        given().contentType("application/x-ndjson")
                .header("Idempotency-Key", key)
                .body(rows.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/log/records")
                .then()
                .statusCode(200)
                .body("accepted", Matchers.equalTo(3))
                .body("repeated", Matchers.equalTo(false));
    }

    private String row(int second) {
        return "{\"log\":\"SIGN_IN\",\"occurredAt\":\""
                + clock.instant()
                        .minus(Duration.ofMinutes(5))
                        .truncatedTo(ChronoUnit.MINUTES)
                        .plusSeconds(second)
                + "\",\"sourceHandle\":\"+12025550143\",\"clientIp\":\"192.0.2.7\"}\n";
    }

    /** Rows of what an upload could leave behind. */
    private long left() throws SQLException {
        long rows = 0;
        for (String table : List.of("request", "idempotency", "order_document", "sealed_object")) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var count = statement.executeQuery("SELECT count(*) FROM " + table)) {
                count.next();
                rows += count.getLong(1);
            }
        }
        return rows;
    }
}
