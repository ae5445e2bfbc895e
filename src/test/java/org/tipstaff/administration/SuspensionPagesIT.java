package org.tipstaff.administration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Browser;
import org.tipstaff.Forms;
import org.tipstaff.PageCheck;

/** Where administrators find accounts and agencies, and keep one out. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class SuspensionPagesIT {
    private static final PageCheck PAGES = new PageCheck(Path.of("target", "suspension-pages"));
    private static final String REASON = "Mailbox taken over, says the sergeant by telephone";

    private static Browser browser;

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    /** As they would be noted when they come in. */
    @BeforeEach
    void somebodyHasComeIn() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO agency (id, name, kind, state, first_seen_at) VALUES"
                    + " ('ashford-county-sheriff', 'Ashford County Sheriff''s Office', 'LOCAL', 'CA', now())"
                    + " ON CONFLICT DO NOTHING");
            statement.executeUpdate("INSERT INTO account (subject, name, agency_id, roles, first_seen_at)"
                    + " SELECT 'olive-' || n, 'Olive Branch ' || n, 'ashford-county-sheriff', 'officer', now()"
                    + " FROM generate_series(1, 30) n ON CONFLICT DO NOTHING");
            statement.executeUpdate("INSERT INTO account (subject, name, agency_id, roles, first_seen_at) VALUES"
                    + " ('https://id.example.com/svc?a=1 2', 'Log service', NULL, 'log-writer', now()),"
                    + " ('administrator', 'administrator', NULL, 'administrator', now())"
                    + " ON CONFLICT DO NOTHING");
        }
    }

    private static ValidatableResponse post(String path, String reason) {
        return Forms.form().formParams(Map.of("reason", reason)).post(path).then();
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    private void look(String name, String path) {
        PAGES.open(browser, "http://localhost:" + port + path, name);
    }

    @Test
    @As.Administrator
    void an_account_is_found_suspended_with_a_reason_and_reinstated() {
        get("/admin/accounts?q=olive+branch").body(containsString("30 accounts found"), containsString("Page 1 of 2"));
        get("/admin/accounts?q=olive+branch&page=2").body(containsString("Page 2 of 2"));
        get("/admin/accounts?q=nobody-like-it").body(containsString("No account matches"));

        post("/admin/accounts/olive-7/suspend", "")
                .statusCode(422)
                .body(containsString("Say why, in at most 1,000 characters"));
        post("/admin/accounts/olive-7/suspend", REASON)
                .statusCode(303)
                .header("Location", endsWith("/admin/accounts/olive-7"));

        get("/admin/accounts/olive-7").body(containsString(REASON), containsString("Reinstate the account"));
        get("/admin/accounts?state=suspended")
                .body(containsString("Olive Branch 7<"), not(containsString("Olive Branch 8<")));
        get("/admin/accounts?state=active&q=olive").body(containsString("29 accounts found"));
        look("accounts", "/admin/accounts?q=olive");
        look("account-suspended", "/admin/accounts/olive-7");

        post("/admin/accounts/olive-7/reinstate", "The mailbox is theirs again").statusCode(303);
        get("/admin/accounts/olive-7")
                .body(containsString("The mailbox is theirs again"), containsString("Suspend the account"));
        look("account-reinstated", "/admin/accounts/olive-7");
    }

    @Test
    @As.Administrator
    void an_agency_is_suspended_and_its_accounts_say_so() {
        post("/admin/agencies/ashford-county-sheriff/suspend", "No such office, says the county")
                .statusCode(303);
        get("/admin/agencies?state=suspended").body(containsString("1 agency found"));
        get("/admin/accounts/olive-3").body(containsString("Agency suspended"));
        get("/admin").body(containsString("1 suspended"));
        look("agencies", "/admin/agencies");
        look("agency-suspended", "/admin/agencies/ashford-county-sheriff");
        look("overview", "/admin");
        post("/admin/agencies/ashford-county-sheriff/reinstate", "There is").statusCode(303);
        get("/admin/accounts/olive-3").body(not(containsString("Agency suspended")));
    }

    @Test
    @As.Administrator
    void a_subject_of_any_form_has_a_page_and_ones_own_account_has_no_button() {
        get("/admin/accounts?q=log+service")
                .body(containsString("/admin/accounts/https%3A%2F%2Fid.example.com%2Fsvc%3Fa%3D1%202"));
        get("/admin/accounts/https%3A%2F%2Fid.example.com%2Fsvc%3Fa%3D1%202")
                .statusCode(200)
                .body(containsString("log-writer"));
        get("/admin/accounts/administrator")
                .body(containsString("This is your own account"), not(containsString("Suspend the account")));
        post("/admin/accounts/administrator/suspend", "Enough").statusCode(403);
        post("/admin/accounts/none-such/suspend", "Who").statusCode(404);
    }

    @Test
    @As.AdministratorSignedInLongAgo
    void it_takes_a_fresh_sign_in() {
        get("/admin/accounts/olive-9")
                .body(containsString("Sign in again"), not(containsString("Suspend the account<")));
        post("/admin/accounts/olive-9/suspend", REASON)
                .statusCode(303)
                .header("Location", containsString("/sign-in/fresh"));
        get("/admin/accounts/olive-9").body(not(containsString(REASON)));
    }

    @Test
    @As.Auditor
    void an_auditor_finds_the_entries() {
        given().get("/audit/log?action=AGENCY_SUSPENDED").then().statusCode(200);
    }
}
