package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.Browser;
import org.tipstaff.KeycloakResource;

/** The session ends while somebody types: a real browser, whose content security policy stops redirects after a form. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class SessionGoneIT {
    private static final String HANDLES = "+12025550177\n+12025550178";

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

    private Visitor visitor() {
        BrowserContext context = browser.visitor();
        return new Visitor(context, "http://localhost:" + port);
    }

    /** An officer at the page where handles are typed. */
    private static String typing(Visitor officer) {
        officer.openSigningIn("/requests/new", "officer");
        officer.page().locator("input[name=instrument]").first().check();
        officer.page().locator("main button[type=submit]").first().click();
        officer.page().waitForURL(url -> url.matches(".*/requests/new/[0-9a-f-]{36}/.*"));
        String terms = officer.path().replaceFirst("/[a-z]+(\\?.*)?$", "/terms");
        officer.open(terms);
        officer.page().fill("#handles", HANDLES);
        return terms;
    }

    @Test
    void what_was_typed_is_put_back_after_the_sign_in_and_not_sent_by_itself() throws Exception {
        try (Visitor officer = visitor()) {
            long before = kept();
            String terms = typing(officer);
            officer.context().clearCookies();
            officer.page().locator("main form button[type=submit]").first().click();

            officer.sees("h1", "Your session has ended");
            officer.sees("Nothing was sent");
            officer.follow("Sign in and go on");
            officer.signIn("officer");

            officer.sees("Not sent yet");
            assertThat(officer.path()).startsWith(terms);
            assertThat(officer.page().inputValue("#handles")).isEqualTo(HANDLES);
            assertThat(kept()).isEqualTo(before + 1);
            assertThat(sealedHolds("12025550177")).as("in plain in the table").isFalse();

            officer.open("/requests/new");
            assertThat(officer.page().locator("#kept-title").count()).isZero();
            officer.open(terms);
            officer.page()
                    .locator("form[action$=terms] button[type=submit]")
                    .first()
                    .click();
            officer.page().waitForLoadState();
            assertThat(kept()).as("kept after it was sent").isEqualTo(before);
            officer.open(terms);
            assertThat(officer.page().inputValue("#handles"))
                    .as("as the draft has it")
                    .isEqualTo(HANDLES);
            assertThat(officer.page().locator("#kept-title").count()).isZero();
            officer.hadNoTrouble("12025550177");
        }
    }

    @Test
    void somebody_else_at_the_same_browser_does_not_get_it() {
        try (Visitor officer = visitor()) {
            typing(officer);
            officer.context().clearCookies();
            officer.page().locator("main form button[type=submit]").first().click();
            officer.follow("Sign in and go on");
            officer.signIn("officer2");

            officer.sees("h1", "Nothing is kept");
            assertThat(officer.page().content()).doesNotContain("12025550177");
        }
    }

    @Test
    void a_page_of_an_earlier_session_comes_back_with_what_was_typed() {
        try (Visitor officer = visitor()) {
            String terms = typing(officer);
            // Signed in anew in another tab, as a step-up does.
            officer.context().clearCookies();
            com.microsoft.playwright.Page other = officer.context().newPage();
            other.navigate("http://localhost:" + port + "/requests");
            other.fill("#username", "officer");
            other.fill("#password", "officer");
            other.click("#kc-login");
            other.waitForURL("**/requests");

            officer.page().locator("main form button[type=submit]").first().click();

            officer.sees("Not sent yet");
            assertThat(officer.path()).startsWith(terms);
            assertThat(officer.page().inputValue("#handles")).isEqualTo(HANDLES);
            officer.press("Throw it away");
            officer.page().waitForLoadState();
            assertThat(officer.page().inputValue("#handles")).isEmpty();
        }
    }

    private long kept() throws SQLException {
        return number("SELECT count(*) FROM kept_form");
    }

    private boolean sealedHolds(String text) throws SQLException {
        return number("SELECT count(*) FROM kept_form WHERE position('" + text + "'::bytea in sealed) > 0") > 0;
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
