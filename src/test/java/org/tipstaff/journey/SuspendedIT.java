package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.PageCheck;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;

/** Whoever is suspended gets in nowhere, from the next request on; what they filed goes on. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class SuspendedIT extends AtBrowser {
    private static final Pattern OF_SIGNING_IN = Pattern.compile("__Host-tipstaff-auth.*");

    private static final String SUSPENDED = "This account is suspended";
    private static final String WHY = "Mailbox taken over";

    @Inject
    AuditReader audit;

    private final SoftAssertions complaints = new SoftAssertions();

    @Test
    void a_suspended_agencys_officer_gets_in_nowhere_and_finds_everything_again() throws Exception {
        String reference = portal.file(log.order("02")).json().path("reference").asText();
        String user = log.order("02").filing().user();
        try (Visitor one = visitor();
                Visitor other = visitor();
                Visitor administrator = visitor()) {
            one.openSigningIn("/requests/new", user);
            one.page().check("input[value=ORDER_2703D]");
            one.press("Start");
            one.page().waitForURL("**/document");
            String draft = one.path();
            other.openSigningIn("/requests", user);
            String token = portal.token(user);
            assertThat(token).isNotEmpty();
            String agency = agencyPage(administrator, user);
            suspend(administrator, agency);
            long refusals = refusals();

            // The provider still has a session of theirs, and confirms it without asking anything.
            other.open("/requests");
            other.sees(SUSPENDED);
            assertThat(other.text("main")).contains("Telephone the provider").doesNotContain(WHY);
            new PageCheck(Path.of("target", "suspended")).check(other.page(), "suspended");
            one.open(draft);
            one.sees(SUSPENDED);
            nowhere(one, user, reference);
            complaints.assertAll();
            assertThat(refusals()).isGreaterThan(refusals);
            goesOn(reference);

            administrator.open(agency);
            administrator.page().fill("#reason", "The mailbox is theirs again");
            administrator.press("Reinstate the agency");
            administrator.sees("Reinstated by");
            one.open(draft);
            one.page().waitForURL("**" + draft);
            one.sees("document");
            assertThat(portal.get(user, "/api/v1/requests/" + reference).status())
                    .isEqualTo(200);
        }
    }

    private static String agencyPage(Visitor administrator, String user) {
        administrator.openSigningIn("/admin/agencies", "administrator");
        administrator.follow(user.equals("officer") ? "Bureau of Alternate Records" : "Marlow County");
        administrator.sees("Suspend the agency");
        return administrator.path();
    }

    private static void suspend(Visitor administrator, String agency) {
        administrator.page().fill("#reason", WHY);
        administrator.press("Suspend the agency");
        administrator.sees("Reinstate the agency");
        assertThat(administrator.path()).isEqualTo(agency);
    }

    /** Every route there is, by token and by the browser that had a session. */
    private void nowhere(Visitor had, String user, String reference) {
        APIRequestContext browser = had.context().request();
        for (Route route : Route.all()) {
            if (route.who().everybody()) {
                continue;
            }
            if (route.ofTheApi()) {
                PortalClient.Answer answer = portal.call(user, route, reference);
                complaints.assertThat(answer.status()).as("%s by token", route).isEqualTo(403);
                complaints
                        .assertThat(answer.text())
                        .as("%s by token", route)
                        .contains("\"/problems/suspended\"")
                        .doesNotContain(WHY);
                continue;
            }
            RequestOptions options =
                    RequestOptions.create().setMethod(route.method()).setMaxRedirects(0);
            if (route.method().equals("POST")) {
                options.setForm(FormData.create().set("reason", "x"));
            }
            // Each way to the sign-in leaves a cookie for some minutes; nobody takes sixty at once.
            had.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName(OF_SIGNING_IN));
            APIResponse answer = browser.fetch("http://localhost:" + port + route.path(reference), options);
            complaints.assertThat(answer.status()).as("%s by a browser", route).isIn(302, 401, 403, 415);
            String to = answer.headers().getOrDefault("location", "");
            complaints
                    .assertThat(to.isEmpty() || to.startsWith(realm))
                    .as("%s leads to %s", route, to)
                    .isTrue();
        }
    }

    /** The staff see that the agency is suspended, and decide all the same. */
    private void goesOn(String reference) {
        try (Visitor reviewer = visitor()) {
            reviewer.openSigningIn("/review", "reviewer");
            reviewer.sees("Agency suspended");
            reviewer.open("/review/" + reference);
            reviewer.sees("Agency suspended");
        }
        assertThat(portal.move("reviewer", reference, "CLAIM", Map.of()).status())
                .isEqualTo(200);
        assertThat(portal.move("reviewer", reference, "RETURN", Map.of("reason", "A page is missing."))
                        .status())
                .isEqualTo(200);
    }

    private long refusals() {
        return audit
                .entries(new AuditReader.Filter(null, null, AuditAction.ACCESS_REFUSED), Long.MAX_VALUE, 100_000)
                .stream()
                .filter(entry -> "suspended".equals(entry.entry().details().get("rule")))
                .count();
    }

    @Test
    void a_service_that_is_suspended_writes_nothing() {
        Route records = Route.all().stream()
                .filter(route -> route.template().equals("/api/v1/log/records"))
                .findFirst()
                .orElseThrow();
        assertThat(portal.call("log-writer", records, "").status()).isNotIn(401, 403);
        try (Visitor administrator = visitor()) {
            administrator.openSigningIn("/admin/accounts?q=log-writer", "administrator");
            administrator.page().locator("table a").first().click();
            administrator.sees("log-writer");
            administrator.page().fill("#reason", WHY);
            administrator.press("Suspend the account");
            administrator.sees("Reinstate the account");
            try {
                PortalClient.Answer answer = portal.call("log-writer", records, "");
                assertThat(List.of(answer.status(), answer.json().path("type").asText()))
                        .isEqualTo(List.of(403, "/problems/suspended"));
            } finally {
                administrator.page().fill("#reason", "The key was changed");
                administrator.press("Reinstate the account");
                administrator.sees("Reinstated by");
            }
        }
        assertThat(portal.call("log-writer", records, "").status()).isNotIn(401, 403);
    }
}
