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
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.demo.orders.SampleOrder;

/** Every page × every role × own and other agency, from what the code declares. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhoMayOpenIT {
    private static final String UNKNOWN = WhoMayCallIT.UNKNOWN;
    /** The form filter asks for the same value in cookie and header: it is not what is tested here. */
    private static final String PAIR = "AAAAAAAAAAAAAAAAAAAAAA";

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
                    .assertThat(other.asString())
                    .as(route.toString())
                    .isEqualTo(unknown.asString())
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
    void no_form_works_without_its_token() {
        List<Route> forms = pages().stream()
                .filter(route -> route.method().equals("POST"))
                .filter(route -> route.who().allows("officer"))
                .filter(route -> !route.template().startsWith("/sign-"))
                .toList();
        assertThat(forms).hasSizeGreaterThan(8);
        for (Route form : forms) {
            complaints
                    .assertThat(call(given().redirects().follow(false), form, reference)
                            .statusCode())
                    .as(form.toString())
                    .isEqualTo(400);
        }
        complaints.assertAll();
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
        RequestSpecification request = given().redirects()
                .follow(false)
                .cookie("__Host-tipstaff-form", PAIR)
                .header("X-CSRF-TOKEN", PAIR);
        return call(request, route, reference);
    }

    private static Response call(RequestSpecification request, Route route, String reference) {
        if (route.method().equals("POST")) {
            if (route.consumes().equals("multipart/form-data")) {
                request.multiPart("none", "");
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
