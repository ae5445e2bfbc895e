package org.tipstaff.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;

/** Nobody can sign in while the provider is away: operators read it, and the balancer sends on what needs no sign-in. */
@QuarkusTest
@WithTestResource(IdentityProviderAwayIT.Provider.class)
class IdentityProviderAwayIT {
    /** Just enough of a provider: what it is, and its keys. */
    public static class Provider extends ApplicationResource {
        static final AtomicInteger STATUS = new AtomicInteger(200);
        static final AtomicInteger ASKED = new AtomicInteger();

        @Override
        public Map<String, String> start() {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
                String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/none";
                server.createContext(
                        "/realms/none/.well-known/openid-configuration",
                        exchange -> answer(exchange, """
                        {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
                        "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/logout"}""".formatted(url)));
                server.createContext("/realms/none/keys", exchange -> {
                    ASKED.incrementAndGet();
                    answer(exchange, "{\"keys\":[]}");
                });
                server.start();
                Map<String, String> settings = new HashMap<>(super.start());
                settings.put("quarkus.oidc.tenant-enabled", "true");
                settings.put("quarkus.oidc.auth-server-url", url);
                settings.put("quarkus.oidc.credentials.secret", "0123456789abcdef0123456789abcdef");
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void answer(HttpExchange exchange, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(STATUS.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }

    @Inject
    @Wellness
    IdentityProviderHealth check;

    @Inject
    SmallRyeHealthReporter health;

    @Test
    void well_is_down_while_it_is_away_and_readiness_stays() {
        check.look();
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);

        Provider.STATUS.set(503);
        check.look();
        int asked = Provider.ASKED.get();
        assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(check.call().getData().orElseThrow().get("problem")))
                .contains("status 503", "nobody can sign in", "quarkus.oidc.auth-server-url");
        assertThat(Provider.ASKED.get()).as("the check itself asks nobody").isEqualTo(asked);
        assertThat(health.getReadiness().isDown()).isFalse();
        given().get("/verify").then().statusCode(200);

        Provider.STATUS.set(200);
        check.look();
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    }
}
