package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;

/** Every route of the API × every user × own and other agency, from what the code declares; pages without a session. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class WhoMayCallIT {
    static final String UNKNOWN = "TS-26-999999";

    /** The demonstration's users with their roles. */
    private static final Map<String, String> USERS = new LinkedHashMap<>();

    static {
        USERS.put("officer", "officer");
        USERS.put("officer2", "officer");
        USERS.put("reviewer", "reviewer");
        USERS.put("reviewer2", "reviewer");
        USERS.put("custodian", "custodian");
        USERS.put("auditor", "auditor");
        USERS.put("administrator", "administrator");
        USERS.put("log-writer", "log-writer");
    }

    @Inject
    DemonstrationLog log;

    @Inject
    AuditReader audit;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    private final SoftAssertions complaints = new SoftAssertions();
    private PortalClient portal = new PortalClient("", "");

    @BeforeEach
    void client() {
        portal = new PortalClient("http://localhost:" + port, realm);
    }

    private long refusals() {
        return audit.entries(new AuditReader.Filter(null, null, AuditAction.ACCESS_REFUSED), Long.MAX_VALUE, 100_000)
                .size();
    }

    private String filedByOfficer() throws Exception {
        PortalClient.Answer filed = portal.file(log.order("01"));
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        return filed.json().path("reference").asText();
    }

    @Test
    void the_api_answers_exactly_whom_each_route_names() throws Exception {
        String reference = filedByOfficer();
        List<Route> routes = Route.all().stream().filter(Route::ofTheApi).toList();
        assertThat(routes).hasSizeGreaterThan(10);
        for (Route route : routes) {
            USERS.forEach((user, role) -> asks(route, user, role, reference));
            int anonymous = portal.call(null, route, reference).status();
            if (route.who().everybody()) {
                complaints.assertThat(anonymous).as("%s by nobody", route).isNotIn(401, 403);
            } else {
                complaints.assertThat(anonymous).as("%s by nobody", route).isEqualTo(401);
            }
        }
        complaints.assertAll();
    }

    private void asks(Route route, String user, String role, String reference) {
        long before = refusals();
        PortalClient.Answer answer = portal.call(user, route, reference);
        if (!route.who().allows(role)) {
            complaints.assertThat(answer.status()).as("%s by %s", route, user).isEqualTo(403);
            complaints
                    .assertThat(refusals())
                    .as("%s by %s is audited", route, user)
                    .isGreaterThan(before);
            return;
        }
        complaints
                .assertThat(answer.status())
                .as("%s by %s: %s", route, user, answer.text())
                .isNotIn(401, 403)
                .isLessThan(500);
    }

    @Test
    void to_another_agency_a_request_looks_like_one_that_does_not_exist() throws Exception {
        String reference = filedByOfficer();
        List<Route> routes = Route.all().stream()
                .filter(Route::ofTheApi)
                .filter(Route::aboutOneRequest)
                .filter(route -> route.who().allows("officer"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(4);
        for (Route route : routes) {
            if (route.method().equals("GET")) {
                looksTheSame(
                        route.toString(),
                        reference,
                        portal.call("officer2", route, reference),
                        portal.call("officer2", route, UNKNOWN));
            }
        }
        for (String move : List.of("WITHDRAW", "EXTEND", "SUBMIT", "APPROVE", "CERTIFY")) {
            looksTheSame(
                    move,
                    reference,
                    portal.move("officer2", reference, move, Map.of("reason", "x")),
                    portal.move("officer2", UNKNOWN, move, Map.of("reason", "x")));
        }
        complaints.assertThat(portal.get("officer2", "/api/v1/requests").text()).doesNotContain(reference);
        complaints.assertAll();
    }

    private void looksTheSame(String what, String reference, PortalClient.Answer other, PortalClient.Answer unknown) {
        complaints.assertThat(other.status()).as(what).isEqualTo(404);
        complaints.assertThat(other.text()).as(what).isEqualTo(unknown.text()).doesNotContain(reference);
        complaints.assertThat(names(other)).as(what).isEqualTo(names(unknown));
    }

    private static List<String> names(PortalClient.Answer answer) {
        return answer.headers().keySet().stream().sorted().toList();
    }

    @Test
    void looking_at_another_agencys_request_is_audited() throws Exception {
        String reference = filedByOfficer();
        long before = audit.entries(
                        new AuditReader.Filter(reference, null, AuditAction.ACCESS_REFUSED), Long.MAX_VALUE, 100)
                .size();

        portal.get("officer2", "/api/v1/requests/" + reference);
        portal.get("officer2", "/api/v1/requests/" + reference + "/disclosure/pdf");
        portal.move("officer2", reference, "WITHDRAW", Map.of("reason", "x"));

        assertThat(audit.entries(
                        new AuditReader.Filter(reference, null, AuditAction.ACCESS_REFUSED), Long.MAX_VALUE, 100))
                .hasSize((int) before + 3);
    }

    /** A page wants a session: without one, and with a program's token, it sends to the sign-in. */
    @Test
    void pages_send_whoever_has_no_session_to_the_sign_in() throws Exception {
        String reference = filedByOfficer();
        for (Route route : Route.all()) {
            if (route.ofTheApi() || route.who().everybody()) {
                continue;
            }
            for (String user : new String[] {"", "officer", "reviewer"}) {
                PortalClient.Answer answer = portal.call(user.isEmpty() ? null : user, route, reference);
                complaints
                        .assertThat(answer.status())
                        .as("%s without a session", route)
                        .isIn(302, 400, 401);
                complaints.assertThat(answer.text()).as(route.toString()).doesNotContain(reference);
                if (answer.status() == 302) {
                    complaints
                            .assertThat(answer.headers()
                                    .getOrDefault("location", List.of(""))
                                    .get(0))
                            .as(route.toString())
                            .startsWith(realm);
                }
            }
        }
        complaints.assertAll();
    }
}
