package org.tipstaff.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;

/** Whatever a stranger sends as a token, the provider does not hear of it: it would be flooded through the portal. */
@QuarkusTest
@WithTestResource(GarbageTokensIT.CountingProvider.class)
class GarbageTokensIT {
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    /** A provider with one key that writes down what it is asked. */
    public static class CountingProvider extends ApplicationResource {
        private @Nullable HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                HttpServer started = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
                server = started;
                String url = "http://127.0.0.1:" + started.getAddress().getPort();
                JsonObject discovery = new JsonObject()
                        .put("issuer", url)
                        .put("authorization_endpoint", url + "/auth")
                        .put("token_endpoint", url + "/token")
                        .put("introspection_endpoint", url + "/introspect")
                        .put("userinfo_endpoint", url + "/userinfo")
                        .put("jwks_uri", url + "/keys");
                JsonObject keys = new JsonObject().put("keys", new JsonArray().add(key()));
                started.createContext("/", exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    ASKED.add(path);
                    byte[] answer =
                            (path.equals("/keys") ? keys : discovery).encode().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
                started.start();
                Map<String, String> settings = super.start();
                settings.put("quarkus.oidc.auth-server-url", url);
                settings.put("quarkus.oidc.api.tenant-enabled", "true");
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static JsonObject key() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
                return new JsonObject()
                        .put("kty", "RSA")
                        .put("use", "sig")
                        .put("alg", "RS256")
                        .put("kid", "known")
                        .put("n", base64(key.getModulus()))
                        .put("e", base64(key.getPublicExponent()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String base64(BigInteger number) {
            byte[] bytes = number.toByteArray();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
        }

        @Override
        public void stop() {
            if (server != null) {
                server.stop(0);
            }
            super.stop();
        }
    }

    private static String token(String kid, String issuer) {
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}") + "."
                + part("{\"iss\":\"" + issuer + "\",\"sub\":\"x\",\"aud\":\"tipstaff\",\"iat\":1,\"exp\":9999999999}")
                + "." + part("x".repeat(256));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void no_token_that_was_made_up_is_carried_to_the_provider() {
        // A key that is not known may be a new one: that is looked up once, and then not again for a while.
        refused(token("new", "https://idp.example.com"));
        List<String> before = List.copyOf(ASKED);

        for (int i = 0; i < 20; i++) {
            refused("opaque-" + i);
            refused("a.b.c" + i);
            refused(part("{\"alg\":\"none\"}") + "." + part("{\"sub\":\"x" + i + "\"}") + ".");
            refused(token("unknown-" + i, "https://idp.example.com"));
            refused(token("known", "https://other.example.com/" + i));
        }

        assertThat(ASKED).as("what the provider was asked").isEqualTo(before);
        assertThat(before).allMatch(path -> path.startsWith("/.well-known/") || path.equals("/keys"));
    }

    @Test
    void a_filing_with_a_made_up_token_is_refused_in_words_and_counted_for_the_address() {
        given().header("Authorization", "Bearer opaque")
                .multiPart("filing", "{}", "text/plain")
                .post("/api/v1/requests")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("RateLimit", startsWith("\"filings\";"))
                .body("type", equalTo("/problems/not-signed-in"));
    }

    private static void refused(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/requests")
                .then()
                .statusCode(401);
    }
}
