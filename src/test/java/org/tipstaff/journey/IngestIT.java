package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.Commands;
import org.tipstaff.KeycloakResource;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;

/** The command that sends a file of rows, against the real portal and the real provider of identities. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class IngestIT {
    private static final String SOURCE = "+12025550143";

    @Inject
    InvitationLog log;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @TempDir
    Path directory;

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void rows_of_a_file_are_in_the_log_once_however_often_it_is_sent_and_bad_lines_are_named() throws Exception {
        Path file = directory.resolve("rows.ndjson");
        Files.writeString(
                file,
                line(now.minus(Duration.ofHours(3)))
                        + "{\"log\":\"CAPABILITY_QUERY\"}\n"
                        + line(now.minus(Duration.ofDays(31)))
                        + line(now.plus(Duration.ofDays(2)))
                        + line(now.minus(Duration.ofHours(2))));

        String first = ingest("log-writer", file, 1);
        String second = ingest("log-writer", file, 0);

        assertThat(first)
                .contains("Line 2 rejected: ")
                .contains("5 lines: 2 rows in the log (0 of them from before), 1 rejected, 1 past retention, 1 too"
                        + " early");
        assertThat(second).contains("5 lines were sent before").contains("0 lines: 0 rows in the log");
        assertThat(rows()).hasSize(2);

        // Who has lost what was noted of it sends the same parts under the same keys.
        Files.delete(directory.resolve("rows.ndjson.sent"));
        assertThat(ingest("log-writer", file, 1)).contains("2 rows in the log (2 of them from before)");
        Files.writeString(file, line(now.minus(Duration.ofHours(1))), StandardOpenOption.APPEND);
        assertThat(ingest("log-writer", file, 0)).contains("1 lines: 1 rows in the log (0 of them from before)");
        assertThat(rows()).hasSize(3);
    }

    @Test
    void somebody_who_may_not_write_is_stopped() throws Exception {
        Path file = directory.resolve("rows.ndjson");
        Files.writeString(file, line(now.minus(Duration.ofHours(1))));

        assertThat(ingest("officer", file, 2)).contains("Stopped at line 1: the portal answered 403");
    }

    @Test
    void what_is_missing_is_said() throws Exception {
        assertThat(run(2, "ingest", directory.resolve("none").toString())).contains("--portal");
        assertThat(run(2, "ingest", directory.resolve("none").toString(), "--portal", "http://localhost:" + port))
                .contains("TIPSTAFF_CLIENT_SECRET");
    }

    private String ingest(String user, Path file, int exitCode) throws IOException {
        Path token = directory.resolve("token");
        Files.writeString(token, new PortalClient("http://localhost:" + port, realm).token(user));
        return run(
                exitCode,
                "ingest",
                file.toString(),
                "--portal",
                "http://localhost:" + port,
                "--token-file",
                token.toString());
    }

    private static String run(int exitCode, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            assertThat(Commands.run(List.of(arguments), print)).hasValue(exitCode);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String line(Instant at) {
        return """
            {"log":"CAPABILITY_QUERY","occurredAt":"%s","sourceHandle":"%s","targetHandle":"+12025550177","clientIp":"192.0.2.7","service":"facetime","userAgent":"none"}
            """.formatted(at, SOURCE);
    }

    private List<LogRecord> rows() throws IOException {
        List<LogRecord> found = new ArrayList<>();
        log.read(
                new Search(
                        Set.of(new Handle(Handle.Kind.PHONE, SOURCE)),
                        Set.of(LogKind.CAPABILITY_QUERY),
                        Direction.BY_SOURCE,
                        new TimeRange(now.minus(Duration.ofDays(60)), now.plus(Duration.ofDays(60)))),
                Clock.systemUTC().instant(),
                found::add);
        return found;
    }
}
