package org.tipstaff.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.tipstaff.Forms;
import org.tipstaff.PageCheck;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.retention.RetentionChanges;
import org.tipstaff.invitation.retention.RetentionProposal;
import org.tipstaff.web.Problem;

/** Two administrators change how long a log is kept, and see how it stands. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogPagesIT {
    private static final String HANDLE = "+12025550117";
    private static final PageCheck PAGES = new PageCheck(Path.of("target", "log-pages"));

    private static Browser browser;
    private static long proposal;

    @Inject
    RetentionChanges changes;

    @Inject
    InvitationLog log;

    @Inject
    AuditReader audit;

    @Inject
    Clock clock;

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

    private static ValidatableResponse post(String act, Map<String, String> form) {
        return Forms.form().formParams(form).post("/admin/log/" + act).then();
    }

    private ValidatableResponse decide(String act) {
        return post(act, Map.of("proposal", Long.toString(proposal)));
    }

    private int audited(AuditAction action) {
        return audit.entries(new AuditReader.Filter(null, null, action), Long.MAX_VALUE, 1_000)
                .size();
    }

    @Test
    @Order(1)
    @As.Administrator
    void an_empty_log_says_what_to_do() {
        look("empty", "/admin/log");
        given().get("/admin/log").then().body(containsString("The log is empty. Services append rows"));
        given().get("/admin").then().body(containsString("href=\"/admin/log\""));
    }

    @Test
    @Order(2)
    @As.Administrator
    void a_proposal_says_all_that_is_wrong_and_keeps_what_was_typed() {
        fill();
        post("propose", Map.of("kept", "other", "days", "4000", "from", "tomorrow", "reason", "Words to keep"))
                .statusCode(422)
                .body(containsString("Choose a log"))
                .body(containsString("Enter a whole number of days, from 1 to 3,660"))
                .body(containsString("Enter a UTC time like 2026-12-01 00:00"))
                .body(containsString("Words to keep"));
        post("propose", Map.of("log", "SIGN_IN", "kept", "30", "from", "", "reason", "No change"))
                .statusCode(422)
                .body(containsString("for as long as that already"));
        for (String past : List.of("2020-06-01 00:00", "1900-01-01 00:00", "-0001-01-01 00:00", "9999-01-01 00:00")) {
            post("propose", Map.of("log", "SIGN_IN", "kept", "other", "days", "47", "from", past, "reason", "Too late"))
                    .statusCode(422)
                    .body(containsString("id=\"from-error\""));
        }
        assertThat(changes.all()).isEmpty();
    }

    @Test
    @Order(3)
    @As.Administrator
    void an_administrator_proposes_and_cannot_approve_it() {
        Map<String, String> form = Map.of("log", "CAPABILITY_QUERY", "kept", "25", "from", "", "reason", "Guidelines");
        post("propose", form).statusCode(303);
        proposal = changes.all().get(0).id();
        post("propose", form).statusCode(409);

        int before = audited(AuditAction.ACCESS_REFUSED);
        decide("approve").statusCode(403);
        decide("refuse").statusCode(403);
        assertThat(audited(AuditAction.ACCESS_REFUSED)).isEqualTo(before + 2);
        assertThat(changes.all().get(0).open()).isTrue();
        assertThat(audited(AuditAction.RETENTION_PROPOSED)).isEqualTo(1);
        assertThat(audited(AuditAction.RETENTION_RAN))
                .as("the run at the start")
                .isPositive();
    }

    @Test
    @Order(4)
    @As.AdministratorSignedInLongAgo
    void approving_asks_for_a_fresh_sign_in() {
        assertThat(decide("approve").extract().statusCode()).isIn(302, 303);
        assertThat(changes.all().get(0).open()).isTrue();
        given().get("/admin/log").then().body(containsString("Sign in again"));
    }

    @Test
    @Order(5)
    @As.Administrator2
    void another_administrator_reads_what_will_be_destroyed_and_approves() {
        look("other", "/admin/log");
        given().get("/admin/log")
                .then()
                .body(containsString("Each row is then destroyed 5 days earlier"))
                .body(containsString("<strong>2 days, about 300 rows</strong>"))
                .body(not(containsString(HANDLE)));
        decide("withdraw").statusCode(403);
        post("refuse", Map.of("proposal", Long.toString(proposal), "remark", " "))
                .statusCode(422)
                .body(containsString("Say why you refuse it"));
        Instant before = clock.instant();
        decide("approve").statusCode(303);

        RetentionProposal approved = changes.all().get(0);
        assertThat(approved.state()).isEqualTo(RetentionProposal.State.APPROVED);
        assertThat(approved.effectiveFrom()).isAfterOrEqualTo(before.plus(RetentionChanges.NOTICE));
        assertThat(audited(AuditAction.RETENTION_APPROVED)).isEqualTo(1);
        decide("approve").statusCode(409);
        look("approved", "/admin/log");
        given().get("/api/v1/admin/log")
                .then()
                .statusCode(200)
                .body("proposals[0].state", equalTo("APPROVED"))
                .body("history.findAll { it.kept == 'PT600H' }.log", hasItem("CAPABILITY_QUERY"))
                .body("logs.find { it.log == 'CAPABILITY_QUERY' }.kept", equalTo("PT720H"))
                .body("logs.find { it.log == 'CAPABILITY_QUERY' }.rows", equalTo(900))
                .body("days.size()", equalTo(9))
                .body("days.findAll { it.keys }.size()", equalTo(9))
                .body(not(containsString(HANDLE)));
    }

    @Test
    @Order(6)
    @As.Administrator2
    void a_longer_value_says_that_nothing_comes_back() {
        Actor one = administrator("one");
        long id = changes.propose(
                one,
                new RetentionChanges.Wanted(
                        LogKind.CAPABILITY_QUERY, Duration.ofDays(60), clock.instant(), "Longer for an audit"));
        given().get("/admin/log").then().body(containsString("Nothing comes back: every row until"));
        post("refuse", Map.of("proposal", Long.toString(id), "remark", "Not without counsel"))
                .statusCode(303);
        assertThat(changes.all().get(0).state()).isEqualTo(RetentionProposal.State.REFUSED);

        long again = changes.propose(
                one,
                new RetentionChanges.Wanted(
                        LogKind.SIGN_IN, Duration.ofDays(60), clock.instant(), "Longer for an audit"));
        changes.withdraw(one, again);
        assertThat(audited(AuditAction.RETENTION_REFUSED)).isEqualTo(1);
        assertThat(audited(AuditAction.RETENTION_WITHDRAWN)).isEqualTo(1);
    }

    @Test
    @Order(7)
    void of_two_who_decide_at_once_one_is_first() throws Exception {
        long id = changes.propose(
                administrator("one"),
                new RetentionChanges.Wanted(LogKind.SIGN_IN, Duration.ofDays(50), clock.instant(), "Race"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int won = 0;
        int late = 0;
        try {
            List<Callable<Instant>> all = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                Actor other = administrator("other" + number);
                all.add(() -> changes.approve(other, id));
            }
            for (Future<Instant> answer : threads.invokeAll(all)) {
                try {
                    answer.get();
                    won++;
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    Problem.class,
                                    problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
                    late++;
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(won).isEqualTo(1);
        assertThat(late).isEqualTo(3);
    }

    @Test
    @Order(8)
    void metrics_say_how_the_log_stands_and_name_nobody() {
        String metrics = given().baseUri(managed()).get("/q/metrics").asString();
        assertThat(metrics)
                .contains("tipstaff_log_rows{log=\"CAPABILITY_QUERY\"} 900.0")
                .contains("tipstaff_log_days 6.0")
                .contains("tipstaff_log_keys 18.0")
                .contains("tipstaff_log_bytes ")
                .contains("tipstaff_log_pins 0.0")
                .contains("tipstaff_holds_open 0.0")
                .containsPattern("tipstaff_retention_age_seconds \\d")
                .doesNotContain(HANDLE);
        assertThat(given().baseUri(managed()).get("/q/health/well").asString())
                .contains("retention of the invitation log");
    }

    private static String managed() {
        return "http://localhost:"
                + org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue("quarkus.management.test-port", Integer.class);
    }

    private static Actor administrator(String id) {
        return new Actor(id, "Administrator " + id, "", Set.of(Role.ADMINISTRATOR), null, Instant.EPOCH);
    }

    /** Six days with 150 rows each; two of them go at once when 25 days are kept. */
    private void fill() {
        Handle handle = new Handle(Handle.Kind.PHONE, HANDLE);
        LogDetails details = new LogDetails("192.0.2.7", "ids", 1, "agent", "iPhone16,1", "26.1");
        List<LogRecord> rows = new ArrayList<>();
        for (int day : new int[] {28, 27, 20, 10, 2, 1}) {
            Instant then = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(day));
            for (int row = 0; row < 150; row++) {
                rows.add(new LogRecord(LogKind.CAPABILITY_QUERY, then.plusSeconds(row % 2), handle, handle, details));
            }
        }
        assertThat(log.append("fill", rows.iterator()).accepted()).isEqualTo(900);
    }

    private void look(String name, String path) {
        PAGES.open(browser, "http://localhost:" + port + path, name);
    }
}
