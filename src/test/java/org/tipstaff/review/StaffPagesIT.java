package org.tipstaff.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Browser;
import org.tipstaff.PageCheck;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Search;
import org.tipstaff.process.Terms;

/** The pages of reviewers, auditors and administrators over a few filed orders, in a real browser. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StaffPagesIT {
    private static final Map<String, String> REFERENCES = new TreeMap<>();
    private static final Map<String, SampleOrder> ORDERS = new TreeMap<>();
    private static final String TWO_HANDLES = "02-good-alexandria";
    private static final String SCAN = "10-scan";
    private static final PageCheck PAGES = new PageCheck(Path.of("target", "staff-pages"));

    private static Browser browser;

    @Inject
    Clock clock;

    @Inject
    InvitationLog log;

    @Inject
    DataSource source;

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

    @Test
    @Order(1)
    @As.Officer
    void an_officer_files_some_orders() throws IOException {
        List<String> slugs = List.of(TWO_HANDLES, "03-good-brooklyn", SCAN);
        for (SampleOrder order : SampleOrders.compose(clock, 7, UnaryOperator.identity())) {
            if (slugs.contains(order.slug())) {
                REFERENCES.put(order.slug(), file(order));
                ORDERS.put(order.slug(), order);
            }
        }
        assertThat(REFERENCES).containsOnlyKeys(slugs.toArray(String[]::new));
    }

    private static String file(SampleOrder order) {
        var process = order.filing().process();
        var terms = order.filing().terms();
        JsonObject asked = new JsonObject()
                .put(
                        "handles",
                        new JsonArray(terms.handles().stream()
                                .map(handle -> handle.written())
                                .toList()))
                .put("logs", new JsonArray(terms.logs().stream().map(Enum::name).toList()))
                .put("direction", terms.direction().name())
                .put("from", terms.range().from().toString())
                .put("to", terms.range().to().toString());
        JsonObject filing = new JsonObject()
                .put("instrument", process.instrument().name())
                .put("court", process.court())
                .put("judge", process.judge())
                .put("docket", process.docket())
                .put("issuedOn", process.issuedOn().toString())
                .put("attested", process.attested())
                .put("terms", asked);
        return given().multiPart("filing", filing.encode(), "text/plain")
                .multiPart("order", "order.pdf", order.pdf(), "application/pdf")
                .post("/api/v1/requests")
                .then()
                .statusCode(201)
                .extract()
                .path("reference");
    }

    @Test
    @Order(2)
    @As.Reviewer
    void the_queue_and_the_workbench_can_be_used_by_everybody() {
        String reference = REFERENCES.get(TWO_HANDLES);
        look("queue", "/review");
        look("queue-empty", "/review?q=nothing-like-this");
        look("workbench-unclaimed", "/review/" + reference);
        look("workbench-scan", "/review/" + REFERENCES.get(SCAN));
    }

    @Test
    @Order(3)
    @As.Reviewer
    void a_reviewer_claims_counts_again_and_gets_errors_without_losing_words() {
        String reference = REFERENCES.get(TWO_HANDLES);
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/review/" + reference));
            page.locator("button[value=CLAIM]").click();
            assertThat(page.locator("button[value=APPROVE]").isVisible()).isTrue();

            page.locator("input[name=handle]").first().uncheck();
            page.locator("button[value=COUNT]").click();
            assertThat(page.locator("input[name=handle]").first().isChecked()).isFalse();
            assertThat(page.locator("#counted").textContent()).isEqualTo("0 rows");
            PAGES.check(page, "workbench-counted");

            page.locator("#reason").fill("Words that must not be lost");
            page.locator("#from").fill("yesterday");
            page.locator("button[value=RETURN]").click();
            assertThat(page.locator(".govuk-error-summary").textContent()).contains("Write the time in UTC");
            assertThat(page.locator("#reason").inputValue()).isEqualTo("Words that must not be lost");
            PAGES.check(page, "workbench-error");

            page.locator("details:has(#message) summary").click();
            page.locator("button[value=MESSAGE]").click();
            assertThat(page.locator("#message-error").textContent()).contains("Write the message");
            PAGES.check(page, "workbench-message-error");
            page.locator("#message").fill("Which of the two handles is on page 2?\n<b>Thanks</b>");
            page.locator("button[value=MESSAGE]").click();
            assertThat(page.locator(".message").last().textContent()).contains("Which of the two", "<b>Thanks</b>");
            PlaywrightAssertions.assertThat(page.locator(".message").last()).isInViewport();
            assertThat(page.locator("#reason").inputValue())
                    .as("a message decides nothing and loses nothing")
                    .isEqualTo("Words that must not be lost");
            page.reload();
            assertThat(page.locator(".message").count())
                    .as("loaded again, sent once")
                    .isEqualTo(1);
            PAGES.check(page, "workbench-message");

            page.locator("label[for=show-text]").click();
            assertThat(page.locator(".sheet-text").first().isVisible()).isTrue();
            assertThat(page.locator(".sheet").first().isVisible()).isFalse();
        }
    }

    @Test
    @Order(4)
    @As.Reviewer
    void what_is_half_written_is_there_again_and_keys_do_no_harm_where_nothing_can_be_answered() {
        String reference = REFERENCES.get(TWO_HANDLES);
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.navigate(url("/review/" + REFERENCES.get(SCAN)));
            for (String key : List.of("j", "k", "1")) {
                page.keyboard().press(key);
            }
            assertThat(errors).isEmpty();

            page.navigate(url("/review/" + reference));
            page.locator("input[name=handle]").first().uncheck();
            page.locator("#reason").fill("The second account is not on page 2.");
            page.locator("#reason").blur();
            String other = page.locator("[data-key=n]").count() > 0 ? "n" : "p";
            page.keyboard().press(other);
            page.waitForURL(address -> !address.contains(reference));
            page.navigate(url("/review/" + reference));
            assertThat(page.locator("#reason").inputValue()).isEqualTo("The second account is not on page 2.");
            assertThat(page.locator("input[name=handle]").first().isChecked()).isFalse();
            assertThat(errors).isEmpty();

            page.locator("input[name=handle]").first().check();
            page.locator("#reason").fill("");
            page.locator("button[value=KEEP]").click();
            assertThat(page.locator("#reason").inputValue()).isEmpty();
        }
        given().get("/review?page=99")
                .then()
                .statusCode(200)
                .body(containsString(reference))
                .body(not(containsString("Nothing waits")));
    }

    @Test
    @Order(5)
    @As.Reviewer2
    void whoever_is_second_reads_who_was_first_and_keeps_what_was_typed() {
        String reference = REFERENCES.get(TWO_HANDLES);
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/review/" + reference));
            String token = page.locator("form.bench input[name=form-token]").inputValue();
            assertThat(page.locator("button[value=APPROVE]").count()).isZero();
            page.evaluate("""
                    ([path, token]) => {
                      const form = document.createElement('form');
                      form.method = 'post'; form.action = path;
                      for (const [name, value] of [['form-token', token], ['round', '1'], ['do', 'APPROVE'], ['reason', 'I would say yes']]) {
                        const field = document.createElement('input');
                        field.name = name; field.value = value; form.append(field);
                      }
                      document.body.append(form); form.submit();
                    }\
                    """, List.of("/review/" + reference, token));
            page.locator(".panel--bad").waitFor();
            assertThat(page.locator(".panel--bad").textContent()).contains("claimed by reviewer");
            assertThat(page.locator("textarea[name=reason]").inputValue())
                    .as("what was typed is still there, in the field")
                    .isEqualTo("I would say yes");
            PAGES.check(page, "workbench-conflict");
        }
    }

    @Test
    @Order(6)
    @As.Reviewer
    void pictures_are_never_kept_and_the_original_is_a_download() {
        String reference = REFERENCES.get(TWO_HANDLES);
        given().get("/review/" + reference + "/pages/1.png")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", containsString("no-store"));
        given().get("/review/" + reference + "/pages/99.png").then().statusCode(404);
        given().get("/review/" + reference + "/original")
                .then()
                .statusCode(200)
                .header("Content-Disposition", startsWith("attachment"));
        given().get("/review/TS-26-999999").then().statusCode(404);
    }

    @Test
    @Order(7)
    @As.Auditor
    void auditors_read_the_log_and_find_records_by_handle_without_naming_it() {
        String reference = REFERENCES.get(TWO_HANDLES);
        look("audit", "/audit");
        look("audit-log", "/audit/log");
        look("audit-log-error", "/audit/log?actor=a%20b");
        look("audit-entry", "/audit/log/1");
        look("records", "/audit/records");
        look("record", "/audit/records/" + reference);
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.navigate(url("/audit/records"));
            page.locator("#handle").fill("not a handle");
            page.locator("form[action$=by-handle] button").click();
            PAGES.check(page, "records-error");
            page.locator("#handle").fill(SampleOrders.LIGHT);
            page.locator("form[action$=by-handle] button").click();
            assertThat(page.locator("tbody").textContent()).contains(reference);
            assertThat(page.url()).doesNotContain("2025550123");
            page.navigate(url("/audit"));
            page.locator("form[action='/audit/check'] button").click();
            assertThat(page.locator(".result--ok").textContent()).contains("The log is intact");
            PAGES.check(page, "audit-intact");
        }
        given().get("/audit/log.csv").then().statusCode(200).body(not(containsString("2025550123")));
        given().get("/audit/records/list.csv").then().statusCode(200).body(containsString(reference));
        given().redirects()
                .follow(false)
                .get("/audit/records?q=a@example.com")
                .then()
                .statusCode(303)
                .header("Location", not(containsString("example")));
        given().get("/api/v1/audit/entries?limit=2&request=" + reference)
                .then()
                .statusCode(200)
                .body("entries.size()", equalTo(2))
                .body("entries.subject", hasItem(reference));
        given().get("/api/v1/audit/checkpoint").then().statusCode(200);
    }

    @Test
    @Order(8)
    void everybody_reads_the_transparency_report() {
        look("transparency", "/transparency");
        given().get("/transparency/figures.csv").then().statusCode(200).body(containsString("Court order"));
        given().get("/transparency?period=1999-H1").then().statusCode(404);
        given().redirects().follow(false).get("/review").then().statusCode(not(equalTo(200)));
    }

    @Test
    @Order(9)
    @As.Administrator
    void administrators_see_how_the_portal_stands_and_no_request() {
        look("admin", "/admin");
        given().get("/admin").then().body(not(containsString(REFERENCES.get(TWO_HANDLES))));
        given().get("/review").then().statusCode(403);
        given().get("/audit/records").then().statusCode(403);
    }

    /** A hold in the making: how many rows there will be is for those who decide, not for those who ask. */
    @Test
    @Order(10)
    @As.Officer
    void an_officer_sees_that_the_hold_is_under_way_and_no_number() throws SQLException {
        String reference = REFERENCES.get(SCAN);
        Terms terms = Objects.requireNonNull(ORDERS.get(SCAN)).filing().terms();
        List<LogRecord> rows = new ArrayList<>();
        for (int row = 1; row <= 7; row++) {
            rows.add(new LogRecord(
                    terms.logs().iterator().next(),
                    terms.range().to().minusSeconds(row),
                    terms.handles().get(0),
                    terms.handles().get(0),
                    new LogDetails("192.0.2.7", "ids", 1, "agent", "iPhone16,1", "26.1")));
        }
        assertThat(log.append("estimate", rows.iterator()).accepted()).isEqualTo(7);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE hold SET state = 'PENDING', row_count = 4321 WHERE reference = '" + reference + "'");
        }
        given().get("/requests/" + reference)
                .then()
                .body(containsString("Freezing the records"))
                .body(not(containsString("4321")))
                .body(not(containsString("4,321")))
                .body(not(containsString("sealed so far")));
        given().get("/api/v1/requests/" + reference)
                .then()
                .body("hold.state", equalTo("PENDING"))
                .body("hold", not(hasKey("expectedRows")))
                .body(not(containsString("4321")));
    }

    @Test
    @Order(11)
    @As.Reviewer
    void a_reviewer_sees_how_many_rows_are_sealed_and_about_how_many_there_will_be() throws IOException {
        String reference = REFERENCES.get(SCAN);
        int there = rows(Objects.requireNonNull(ORDERS.get(SCAN)).filing().terms());
        assertThat(there).as("of this test, and of others in the same log").isBetween(7, 999);
        given().get("/review/" + reference)
                .then()
                .body(containsString(
                        "4,321 rows sealed so far, of about <strong>" + there + " rows</strong> expected"));
        given().get("/api/v1/requests/" + reference).then().body("hold.expectedRows", equalTo(there));
        look("workbench-freezing", "/review/" + reference);
    }

    private int rows(Terms terms) throws IOException {
        List<LogRecord> found = new ArrayList<>();
        log.read(
                new Search(Set.copyOf(terms.handles()), Set.copyOf(terms.logs()), terms.direction(), terms.range()),
                clock.instant(),
                found::add);
        return found.size();
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private void look(String name, String path) {
        PAGES.open(browser, url(path), name);
    }
}
