package org.tipstaff.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.Siege;

/** PostgreSQL is away for a while: writers and officers are told when to come again, and then all is as before. */
@QuarkusTest
@WithTestResource(DatabaseAwayIT.ByACable.class)
@WithTestResource(KeycloakResource.class)
@Siege
class DatabaseAwayIT {
    /** Between the application and its database; can be pulled out. */
    private static final class Cable {
        private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
        private final ServerSocket socket;
        private volatile boolean out;

        Cable(int database) throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            start(() -> {
                while (true) {
                    Socket near = socket.accept();
                    if (out) {
                        near.close();
                        continue;
                    }
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), database);
                    ends.add(near);
                    ends.add(far);
                    start(() -> near.getInputStream().transferTo(far.getOutputStream()));
                    start(() -> far.getInputStream().transferTo(near.getOutputStream()));
                }
            });
        }

        private interface Work {
            void run() throws IOException;
        }

        private static void start(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // One end was closed.
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        void pull() throws IOException {
            out = true;
            for (Socket end : ends) {
                end.close();
            }
            ends.clear();
        }
    }

    private static final int MOST_TRIES = 60;

    private static @Nullable Cable cable;

    @Inject
    Clock clock;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    public static class ByACable extends ApplicationResource {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            String url = Objects.requireNonNull(settings.get("quarkus.datasource.jdbc.url"));
            URI database = URI.create(url.substring("jdbc:".length()));
            Cable laid;
            try {
                laid = new Cable(database.getPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            cable = laid;
            settings.put(
                    "quarkus.datasource.jdbc.url",
                    url.replace(":" + database.getPort() + "/", ":" + laid.socket.getLocalPort() + "/"));
            settings.put("quarkus.datasource.jdbc.acquisition-timeout", "2S");
            return settings;
        }
    }

    private ValidatableResponse append(String token) {
        Instant at = clock.instant().minusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        String row = "{\"log\":\"SIGN_IN\",\"occurredAt\":\"" + at
                + "\",\"sourceHandle\":\"+12025550143\",\"clientIp\":\"192.0.2.7\"}\n";
        return given().auth()
                .oauth2(token)
                .contentType("application/x-ndjson")
                .body(row.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/log/records")
                .then();
    }

    private static void saysWhen(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", Integer::parseInt, greaterThan(0));
    }

    /** As a writer does: connections that broke are found out one by one. */
    private static void comesBack(Supplier<ValidatableResponse> call) {
        List<Integer> answers = new ArrayList<>();
        while (answers.size() < MOST_TRIES && !answers.contains(200)) {
            answers.add(call.get().extract().statusCode());
        }
        assertThat(answers).contains(200).isSubsetOf(200, 503);
    }

    @Test
    void writers_and_programs_are_told_when_to_send_the_same_again() throws IOException {
        PortalClient portal = new PortalClient("http://localhost:" + port, realm);
        String writer = portal.token("log-writer");
        String officer = portal.token("officer");
        append(writer).statusCode(200);

        Cable laid = Objects.requireNonNull(cable);
        laid.pull();

        saysWhen(append(writer));
        saysWhen(append(writer));
        saysWhen(given().auth().oauth2(officer).get("/api/v1/requests").then());
        saysWhen(given().get("/api/v1/verify/" + "0".repeat(64)).then());
        laid.out = false;
        comesBack(() -> append(writer));
        comesBack(() -> given().auth().oauth2(officer).get("/api/v1/requests").then());
    }
}
