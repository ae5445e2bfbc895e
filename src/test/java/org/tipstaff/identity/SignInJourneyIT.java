package org.tipstaff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.Browser;
import org.tipstaff.KeycloakResource;
import org.tipstaff.identity.suspension.Suspensions;

/** Signing in and out with a real provider and a real browser. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class SignInJourneyIT {
    private static final String COOKIE = "__Host-tipstaff-session";

    private static Browser browser;

    private static final Actor ADMINISTRATOR = new Actor(
            "administrator", "Ines Moreau", "", java.util.Set.of(Role.ADMINISTRATOR), null, java.time.Instant.EPOCH);

    @Inject
    Suspensions suspensions;

    @Inject
    DataSource database;

    @Inject
    io.quarkus.oidc.runtime.TenantConfigBean tenants;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @ConfigProperty(name = "tipstaff.test.keycloak-administrator", defaultValue = "none")
    String administrator;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void an_officer_signs_in_comes_back_to_the_page_asked_for_and_holds_nothing_but_a_random_key() throws Exception {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/probe?case=TS-1"));
            logIn(page, "officer");

            assertThat(page.url()).isEqualTo(url("/probe?case=TS-1"));
            assertThat(page.textContent("#who")).isEqualTo("Rosa Alvarez");
            assertThat(page.textContent("#agency")).isEqualTo("bar-field-office");
            Cookie cookie = session(visitor);
            assertThat(cookie.value).matches("[A-Za-z0-9_-]{43}");
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.path).isEqualTo("/");
            assertThat(visitor.cookies(url("/")))
                    .extracting(found -> found.name)
                    .noneMatch(name -> name.startsWith("q_"));
            assertThat(get("/probe/public", COOKIE + "=" + cookie.value).body()).isEqualTo("Rosa Alvarez");
            assertThat(get("/probe", "q_session=" + cookie.value).statusCode())
                    .as("the same key in a cookie that another host could have planted")
                    .isEqualTo(302);
        }
        assertThat(auditActions()).contains("SIGNED_IN");
    }

    @Test
    void a_copied_cookie_is_dead_after_the_sign_out_and_so_is_the_providers_session() throws Exception {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/probe"));
            logIn(page, "officer");
            String copied = COOKIE + "=" + session(visitor).value;
            assertThat(get("/probe", copied).statusCode()).isEqualTo(200);

            signOut(page);

            assertThat(get("/probe", copied).statusCode()).isEqualTo(302);
            assertThat(get("/probe/public", copied).body()).isEqualTo("nobody");
            assertThat(visitor.cookies(url("/")))
                    .extracting(found -> found.name)
                    .doesNotContain(COOKIE);
            page.navigate(url("/probe"));
            assertThat(page.locator("#username").isVisible())
                    .as("asked for the password again")
                    .isTrue();
        }
        assertThat(auditActions()).contains("SIGNED_OUT");
    }

    @Test
    void a_session_ended_at_the_provider_is_ended_here() throws Exception {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/sign-in?to=/probe"));
            logIn(page, "officer2");
            assertThat(page.url()).isEqualTo(url("/probe"));
            String copied = COOKIE + "=" + session(visitor).value;
            String bearer = token("officer2").getString("access_token");
            assertThat(api(bearer).statusCode()).isEqualTo(200);

            endAllSessionsAtTheProvider("officer2");

            assertThat(get("/probe", copied).statusCode()).isEqualTo(302);
            assertThat(count("SELECT count(*) FROM ended_provider_session")).isPositive();
        }
    }

    @Test
    void a_forged_logout_token_ends_nothing() throws Exception {
        String none = base64("{\"alg\":\"none\"}") + "."
                + base64("{\"iss\":\"" + realm + "\",\"aud\":\"tipstaff\",\"sub\":\"x\",\"iat\":1,\"exp\":9999999999,"
                        + "\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}}")
                + ".";
        assertThat(form(url("/sign-in/backchannel"), Map.of("logout_token", none), "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(form(url("/sign-in/backchannel"), Map.of(), "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_fresh_sign_in_asks_for_the_password_though_the_session_is_alive() {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/probe"));
            logIn(page, "officer");

            page.navigate(url("/sign-in/fresh?to=" + URLEncoder.encode("/probe?case=9", StandardCharsets.UTF_8)));
            page.waitForSelector("#password");
            page.fill("#password", "officer");
            page.click("#kc-login");

            page.waitForURL(url("/probe?case=9"));
            assertThat(page.textContent("#case")).isEqualTo("9");
        }
        assertThat(auditActions()).contains("STEPPED_UP");
    }

    @Test
    void a_link_to_a_fresh_sign_in_ends_nobodys_session_and_the_new_one_takes_its_place() throws Exception {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/probe"));
            logIn(page, "officer");
            String before = COOKIE + "=" + session(visitor).value;
            assertThat(get("/sign-in/fresh?to=/probe", before).statusCode()).isEqualTo(200);
            page.navigate(url("/sign-in/fresh?to=/probe"));
            page.waitForSelector("#password");
            assertThat(get("/probe", before).statusCode())
                    .as("somebody only looked at the provider's page")
                    .isEqualTo(200);

            page.fill("#password", "officer");
            page.click("#kc-login");
            page.waitForURL(url("/probe"));

            assertThat(get("/probe", before).statusCode()).as("replaced").isEqualTo(302);
            assertThat(session(visitor).value).isNotEqualTo(before.substring(COOKIE.length() + 1));
        }
    }

    @Test
    void only_a_sign_in_of_a_person_is_fresh_and_no_refreshing_makes_it_so() throws Exception {
        JsonObject signedIn = org.tipstaff.CodeFlow.tokens(realm, "officer");
        JsonObject byPassword = token("officer");
        JsonObject refreshed = new JsonObject(form(
                        realm + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "refresh_token",
                                "client_id", "tipstaff-cli",
                                "refresh_token", byPassword.getString("refresh_token")),
                        "")
                .body());

        assertThat(claims(signedIn.getString("access_token")).getLong("auth_time"))
                .isPositive();
        assertThat(api(signedIn.getString("access_token")).body()).contains("fresh=true");
        assertThat(claims(byPassword.getString("access_token")).containsKey("auth_time"))
                .isFalse();
        assertThat(api(byPassword.getString("access_token")).body()).contains("fresh=false");
        assertThat(api(refreshed.getString("access_token")).body()).contains("fresh=false");
    }

    @Test
    void what_is_no_token_of_the_provider_is_not_carried_to_it() throws Exception {
        var token = tenants.getStaticTenant("api").oidcConfig().token();
        assertThat(token.allowOpaqueTokenIntrospection()).isFalse();
        assertThat(token.allowJwtIntrospection()).isFalse();
        for (String garbage : List.of("x", "a.b.c", base64("{\"alg\":\"none\"}") + "." + base64("{}") + ".")) {
            assertThat(api(garbage).statusCode()).as(garbage).isEqualTo(401);
        }
    }

    @Test
    void a_suspended_agencys_sessions_end_and_its_tokens_are_refused() throws Exception {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/probe"));
            logIn(page, "officer2");
            String copied = COOKIE + "=" + session(visitor).value;
            String bearer = token("officer2").getString("access_token");
            try {
                suspensions.suspend(ADMINISTRATOR, Suspensions.Whom.agency("marlow-county-sheriff"), "A test");

                assertThat(get("/probe", copied).statusCode()).isEqualTo(302);
                assertThat(api(bearer).statusCode()).isEqualTo(403);
                page.navigate(url("/probe"));
                assertThat(page.locator("#who").count())
                        .as("signing in anew does not help")
                        .isZero();
                assertThat(page.textContent("h1")).isEqualTo("This account is suspended");
                assertThat(page.textContent("main"))
                        .contains("Telephone the provider")
                        .doesNotContain("A test");
            } finally {
                suspensions.reinstate(ADMINISTRATOR, Suspensions.Whom.agency("marlow-county-sheriff"), "The test ends");
            }
            assertThat(api(bearer).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_token_from_the_shell_names_role_agency_and_time_and_opens_the_api() throws Exception {
        String token = token("officer").getString("access_token");
        JsonObject claims = claims(token);

        assertThat(claims.getJsonObject("realm_access").getJsonArray("roles")).contains("officer");
        assertThat(claims.getString("agency_id")).isEqualTo("bar-field-office");
        assertThat(claims.getString("agency_kind")).isEqualTo("FEDERAL");
        assertThat(claims.getString("agency_state")).isEqualTo("US");
        assertThat(claims.getLong("iat")).isPositive();
        assertThat(api(token).body())
                .isEqualTo("Rosa Alvarez [OFFICER] Agency[id=bar-field-office, name=Bureau of Alternate Records, Field"
                        + " Office, kind=FEDERAL, state=US] fresh=false true");
        assertThat(api("").statusCode()).isEqualTo(401);
        assertThat(api(token("reviewer").getString("access_token")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_provider_takes_no_code_challenge_but_S256() throws Exception {
        String challenge = "a".repeat(43);
        String start = realm + "/protocol/openid-connect/auth?response_type=code&client_id=tipstaff&scope=openid"
                + "&state=s&redirect_uri=" + URLEncoder.encode(url("/sign-in/callback"), StandardCharsets.UTF_8);
        assertThat(location(start)).contains("error=invalid_request");
        assertThat(location(start + "&code_challenge=" + challenge + "&code_challenge_method=plain"))
                .contains("error=invalid_request");
    }

    private static void logIn(Page page, String user) {
        page.fill("#username", user);
        page.fill("#password", user);
        page.click("#kc-login");
        page.waitForLoadState();
    }

    private void signOut(Page page) {
        page.click("button");
        page.waitForURL(url("/"));
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private Cookie session(BrowserContext visitor) {
        return visitor.cookies(url("/")).stream()
                .filter(cookie -> cookie.name.equals(COOKIE))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url(path))).header("Cookie", cookie));
    }

    private HttpResponse<String> api(String bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url("/api/probe")));
        return send(bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer));
    }

    private String location(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)))
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private HttpResponse<String> form(String address, Map<String, String> fields, String bearer)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonObject token(String user) throws IOException, InterruptedException {
        return new JsonObject(form(
                        realm + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "tipstaff-cli",
                                "username",
                                user,
                                "password",
                                user),
                        "")
                .body());
    }

    private void endAllSessionsAtTheProvider(String user) throws IOException, InterruptedException {
        String server = realm.substring(0, realm.indexOf("/realms/"));
        String bearer = new JsonObject(form(
                                server + "/realms/master/protocol/openid-connect/token",
                                Map.of(
                                        "grant_type", "password",
                                        "client_id", "admin-cli",
                                        "username", "admin",
                                        "password", administrator),
                                "")
                        .body())
                .getString("access_token");
        String users = server + "/admin/realms/tipstaff/users";
        String found = send(HttpRequest.newBuilder(URI.create(users + "?exact=true&username=" + user))
                        .header("Authorization", "Bearer " + bearer))
                .body();
        String id = new JsonArray(found).getJsonObject(0).getString("id");
        assertThat(form(users + "/" + id + "/logout", Map.of(), bearer).statusCode())
                .isEqualTo(204);
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> auditActions() {
        List<String> actions = new ArrayList<>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT action FROM audit_entry ORDER BY seq")) {
            while (rows.next()) {
                actions.add(rows.getString(1));
            }
            return actions;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
