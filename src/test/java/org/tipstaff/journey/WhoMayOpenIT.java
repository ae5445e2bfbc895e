package org.tipstaff.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Forms;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.demo.orders.SampleOrder;

/** Every page × every role × own and other agency, from what the code declares. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhoMayOpenIT {
    private static final String UNKNOWN = WhoMayCallIT.UNKNOWN;
    /** As a neighbor would make them up, who can plant cookies. */
    private static final String MADE_UP = "AAAAAAAAAAAAAAAAAAAAAA";

    private static String reference = "";

    @Inject
    DemonstrationLog log;

    @Inject
    AuditReader audit;

    private final SoftAssertions complaints = new SoftAssertions();

    @Test
    @Order(1)
    @As.Officer
    void an_officer_files() throws Exception {
        SampleOrder order = log.order("01");
        reference = given().multiPart("filing", PortalClient.filing(order), "text/plain")
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
    void a_reviewer_opens_what_reviewers_may() {
        opens("reviewer");
    }

    @Test
    @Order(2)
    @As.Custodian
    void a_custodian_opens_what_custodians_may() {
        opens("custodian");
    }

    @Test
    @Order(2)
    @As.Auditor
    void an_auditor_opens_what_auditors_may() {
        opens("auditor");
    }

    @Test
    @Order(2)
    @As.Administrator
    void an_administrator_opens_what_administrators_may() {
        opens("administrator");
    }

    @Test
    @Order(2)
    @As.LogWriter
    void a_log_writer_opens_what_everybody_may() {
        opens("log-writer");
    }

    @Test
    @Order(2)
    void nobody_opens_what_everybody_may() {
        opens(null);
    }

    @Test
    @Order(3)
    @As.Officer2
    void to_another_agency_a_request_looks_like_one_that_does_not_exist() {
        opens("officer");
        List<Route> routes = pages().stream()
                .filter(Route::aboutOneRequest)
                .filter(route -> route.who().allows("officer"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(6);
        for (Route route : routes) {
            long before = refusals();
            Response other = call(route, reference);
            long after = refusals();
            Response unknown = call(route, UNKNOWN);
            complaints.assertThat(other.statusCode()).as(route.toString()).isEqualTo(404);
            complaints
                    .assertThat(withoutToken(other))
                    .as(route.toString())
                    .isEqualTo(withoutToken(unknown))
                    .doesNotContain(reference);
            complaints.assertThat(after).as("%s is audited", route).isGreaterThan(before);
        }
        complaints.assertThat(given().get("/requests").asString()).doesNotContain(reference);
        complaints.assertAll();
    }

    @Test
    @Order(4)
    @As.Officer
    void an_officer_opens_what_officers_may() {
        opens("officer");
    }

    @Test
    @Order(5)
    @As.Officer
    void no_form_of_an_officer_is_sent_by_another_hand() {
        formsAreGuarded("officer");
    }

    @Test
    @Order(5)
    @As.Reviewer
    void no_form_of_a_reviewer_is_sent_by_another_hand() {
        formsAreGuarded("reviewer");
    }

    @Test
    @Order(5)
    @As.Custodian
    void no_form_of_a_custodian_is_sent_by_another_hand() {
        formsAreGuarded("custodian");
    }

    @Test
    @Order(5)
    @As.Auditor
    void no_form_of_an_auditor_is_sent_by_another_hand() {
        formsAreGuarded("auditor");
    }

    @Test
    @Order(5)
    @As.Administrator
    void no_form_of_an_administrator_is_sent_by_another_hand() {
        formsAreGuarded("administrator");
    }

    /** Every form that the role may send × everything that a page elsewhere can make a browser send. */
    private void formsAreGuarded(String role) {
        List<Route> forms = pages().stream()
                .filter(route -> route.method().equals("POST"))
                .filter(route -> route.who().allows(role))
                .toList();
        assertThat(forms).hasSizeGreaterThan(3);
        String token = Forms.token();
        for (Route form : forms) {
            refused(form, "no token", 400, plain());
            refused(
                    form,
                    "a made-up pair",
                    400,
                    plain().cookie("__Host-tipstaff-form", MADE_UP).formParam("form-token", MADE_UP));
            refused(
                    form,
                    "a made-up pair in a header",
                    400,
                    plain().cookie("__Host-tipstaff-form", MADE_UP).header("X-CSRF-TOKEN", MADE_UP));
            complaints
                    .assertThat(call(
                                    plain().cookie("__Host-tipstaff-session", "A".repeat(43))
                                            .formParam("form-token", token),
                                    form,
                                    reference)
                            .header("Location"))
                    .as("%s with the token of an earlier session is shown again, not acted upon", form)
                    .endsWith("/kept-form");
            refused(
                    form,
                    "a neighbor's origin",
                    403,
                    plain().formParam("form-token", token).header("Origin", "http://localhost:7791"));
            refused(
                    form,
                    "a page of the same site",
                    403,
                    plain().formParam("form-token", token).header("Sec-Fetch-Site", "same-site"));
            refused(
                    form,
                    "a page elsewhere",
                    403,
                    plain().formParam("form-token", token)
                            .header("Sec-Fetch-Site", "cross-site")
                            .header("Origin", "null"));
            for (String type : List.of("text/plain", "application/json", "application/xml")) {
                refused(
                        form,
                        type,
                        415,
                        given().redirects().follow(false).contentType(type).body("form-token=" + token));
            }
        }
        complaints.assertAll();
    }

    private static RequestSpecification plain() {
        return given().redirects().follow(false);
    }

    private void refused(Route form, String how, int status, RequestSpecification request) {
        Response answer = how.contains("/") ? request.post(form.path(reference)) : call(request, form, reference);
        complaints.assertThat(answer.statusCode()).as("%s with %s", form, how).isEqualTo(status);
        complaints
                .assertThat(answer.header("Set-Cookie"))
                .as("%s with %s", form, how)
                .isNull();
    }

    @Test
    @Order(6)
    void no_answer_of_the_api_sets_a_cookie() {
        for (Route route : Route.all().stream().filter(Route::ofTheApi).toList()) {
            complaints
                    .assertThat(call(given().redirects().follow(false), route, reference)
                            .header("Set-Cookie"))
                    .as(route.toString())
                    .isNull();
        }
        complaints.assertAll();
    }

    /** The token is random. */
    private static String withoutToken(Response answer) {
        return answer.asString().replaceAll("name=\"form-token\" value=\"[^\"]*\"", "");
    }

    private static List<Route> pages() {
        return Route.all().stream().filter(route -> !route.ofTheApi()).toList();
    }

    private void opens(@Nullable String role) {
        List<Route> pages = pages();
        assertThat(pages).hasSizeGreaterThan(40);
        for (Route route : pages) {
            // It would end the session that the other calls need.
            if (route.template().startsWith("/sign-")) {
                continue;
            }
            long before = refusals();
            int status = call(route, reference).statusCode();
            if (route.who().allows(role)) {
                complaints
                        .assertThat(status)
                        .as("%s by %s", route, role)
                        .isNotIn(401, 403)
                        .isLessThan(500);
            } else if (role == null) {
                complaints.assertThat(status).as("%s by nobody", route).isEqualTo(401);
            } else {
                complaints.assertThat(status).as("%s by %s", route, role).isEqualTo(403);
                complaints
                        .assertThat(refusals())
                        .as("%s by %s is audited", route, role)
                        .isGreaterThan(before);
            }
        }
        complaints.assertAll();
    }

    private static Response call(Route route, String reference) {
        RequestSpecification request = given().redirects().follow(false);
        boolean form = route.method().equals("POST") && !route.ofTheApi();
        return call(form ? request.formParam("form-token", Forms.token()) : request, route, reference);
    }

    private static Response call(RequestSpecification request, Route route, String reference) {
        if (route.method().equals("POST")) {
            if (route.consumes().equals("multipart/form-data")) {
                request.contentType("multipart/form-data").multiPart("none", "");
            } else {
                request.contentType("application/x-www-form-urlencoded").formParam("none", "");
            }
        }
        return request.request(route.method(), route.path(reference));
    }

    private long refusals() {
        return audit.entries(new AuditReader.Filter(null, null, AuditAction.ACCESS_REFUSED), Long.MAX_VALUE, 100_000)
                .size();
    }
}
