package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;

/** Axe finds nothing on any page or state, and none scrolls sideways at 320 pixels. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class AccessibilityIT extends AtBrowser {
    private final Accessibility accessibility = new Accessibility();

    @AfterEach
    void nothingWasFound() {
        assertThat(accessibility.wrong()).as("on " + accessibility.seen()).isEmpty();
    }

    @Test
    void nobody_in_particular() {
        try (Visitor anybody = visitor()) {
            for (String path : List.of("/", "/guide", "/verify", "/transparency", "/sign-in/failed", "/nothing-here")) {
                look(anybody, path);
            }
            anybody.open("/verify");
            anybody.press("Verify");
            anybody.page().waitForSelector(".govuk-error-summary");
            accessibility.look(anybody.page(), "/verify with an error");
            anybody.page().fill("#sha256", "0".repeat(64));
            anybody.press("Verify");
            anybody.page().waitForSelector(".result");
            accessibility.look(anybody.page(), "/verify answering");
        }
    }

    @Test
    void an_officer_filing() throws IOException {
        SampleOrder order = log.order("09");
        try (Visitor officer = visitor()) {
            Page page = officer.page();
            OfficerAtBrowser hands = new OfficerAtBrowser(officer, order);
            officer.openSigningIn("/requests/new", "officer");
            accessibility.look(page, "/requests/new");
            officer.press("Start");
            accessibility.look(page, "/requests/new with an error");
            hands.choosesTheInstrument();
            officer.press("Start");
            page.waitForURL("**/document");
            accessibility.look(page, "document");
            officer.choose("input[type=file]", "no.pdf", "This is no PDF".getBytes(StandardCharsets.UTF_8));
            page.waitForSelector(".govuk-error-summary");
            accessibility.look(page, "document refused");
            officer.choose("input[type=file]", "altered.pdf", order.pdf());
            page.waitForSelector(".file");
            accessibility.look(page, "document altered");
            String draft = officer.path().replaceAll("/document.*", "");
            for (String step : List.of("instrument", "court", "terms", "check")) {
                look(officer, draft + "/" + step);
            }
            for (String step : List.of("court", "terms")) {
                officer.open(draft + "/" + step);
                officer.press("Save and continue");
                page.waitForSelector(".govuk-error-summary");
                accessibility.look(page, step + " with errors");
            }
            officer.open(draft + "/court");
            hands.copiesTheDetails(order.filing().process().court(), true);
            officer.press("Save and continue");
            page.waitForURL("**/terms");
            hands.copiesTheTerms("+1 202 555 0123\nnobody knows");
            officer.press("Save and continue");
            page.waitForSelector(".govuk-error-summary");
            accessibility.look(page, "terms with a handle that cannot be read");
            hands.copiesTheTerms(order.filing().terms().handles().get(0).value());
            officer.press("Save and continue");
            page.waitForURL("**/check");
            accessibility.look(page, "check, complete");
            officer.press("Submit");
            page.waitForSelector("#declared-error");
            accessibility.look(page, "check without the declaration");
            look(officer, "/requests");
            look(officer, "/requests?q=nothing-like-it");
            look(officer, "/review");
            look(officer, "/requests/TS-20-000001");
        }
    }

    @Test
    void the_life_of_requests() throws IOException {
        String submitted = file("02");
        String refused = file("13");
        String returned = claimed("24");
        move("reviewer", returned, "RETURN", Map.of("reason", "The court's finding is missing."));
        String suspended = claimed("25");
        move("reviewer", suspended, "SUSPEND", Map.of("reason", "A motion to quash is pending."));
        String prepared = claimed("20");
        move("reviewer", prepared, "APPROVE", Map.of("reason", "The officer sent the attestation."));
        String disclosed = claimed("05");
        move("reviewer", disclosed, "APPROVE", Map.of("reason", "Checked."));
        portal.await("custodian", disclosed, "PREPARED");
        move("custodian", disclosed, "CERTIFY", Map.of("certify", true));
        portal.await("custodian", disclosed, "DISCLOSED");
        String reviewing = claimed("26");
        portal.await("custodian", prepared, "PREPARED");

        try (Visitor officer = visitor()) {
            officer.openSigningIn("/requests", "officer");
            for (String reference : List.of(submitted, refused, returned, suspended, disclosed)) {
                look(officer, "/requests/" + reference);
            }
            look(officer, "/requests?status=SUBMITTED");
            aConflict(officer, submitted);
        }
        try (Visitor reviewer = visitor()) {
            reviewer.openSigningIn("/review", "reviewer");
            for (String path : List.of("/review", "/review?status=all", "/review?q=nothing-like-it")) {
                look(reviewer, path);
            }
            for (String reference : List.of(refused, returned, suspended, prepared, disclosed, reviewing)) {
                look(reviewer, "/review/" + reference);
            }
            reviewer.press("Approve");
            reviewer.page().waitForSelector(".govuk-error-summary");
            accessibility.look(reviewer.page(), "workbench with errors");
            look(reviewer, "/review/" + disclosed + "/recall");
            reviewer.press("Ask for the recall");
            reviewer.page().waitForSelector(".govuk-error-summary");
            accessibility.look(reviewer.page(), "recall with an error");
        }
        try (Visitor custodian = visitor()) {
            custodian.openSigningIn("/custody", "custodian");
            look(custodian, "/custody");
            look(custodian, "/custody/" + disclosed);
            look(custodian, "/custody/" + prepared);
            custodian
                    .context()
                    .request()
                    .get(custodian.page().url() + "/document.pdf")
                    .dispose();
            look(custodian, "/custody/" + prepared);
            custodian.press("Certify and sign");
            custodian.page().waitForSelector(".govuk-error-summary");
            accessibility.look(custodian.page(), "custody with an error");
        }
        try (Visitor auditor = visitor()) {
            auditor.openSigningIn("/audit", "auditor");
            for (String path : List.of(
                    "/audit",
                    "/audit/log",
                    "/audit/log?request=nothing",
                    "/audit/log/1",
                    "/audit/records",
                    "/audit/records?from=yesterday",
                    "/audit/records?q=nothing-like-it",
                    "/audit/records/" + disclosed,
                    "/audit/records/" + refused,
                    "/transparency")) {
                look(auditor, path);
            }
            auditor.open("/audit");
            auditor.press("Check all entries");
            auditor.sees("The log is intact");
            accessibility.look(auditor.page(), "/audit checked");
        }
        try (Visitor administrator = visitor()) {
            administrator.openSigningIn("/admin", "administrator");
            look(administrator, "/admin");
            look(administrator, "/admin/log");
        }
    }

    /** Two officers, or one with two windows: the second withdrawal comes too late. */
    private void aConflict(Visitor officer, String reference) {
        look(officer, "/requests/" + reference + "/withdraw");
        officer.press("Withdraw the request");
        officer.page().waitForSelector(".govuk-error-summary");
        accessibility.look(officer.page(), "withdraw with an error");
        officer.page().fill("#reason", "The case is closed.");
        move("officer", reference, "WITHDRAW", Map.of("reason", "The case is closed."));
        officer.press("Withdraw the request");
        officer.page().waitForFunction("() => document.querySelector('#reason') === null");
        accessibility.look(officer.page(), "a conflict");
        look(officer, "/requests/" + reference);
    }

    private String file(String slug) throws IOException {
        PortalClient.Answer answer = portal.file(log.order(slug));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("reference").asText();
    }

    private String claimed(String slug) throws IOException {
        String reference = file(slug);
        move("reviewer", reference, "CLAIM", Map.of());
        return reference;
    }

    private void move(String user, String reference, String move, Map<String, ?> more) {
        PortalClient.Answer answer = portal.move(user, reference, move, more);
        assertThat(answer.status()).as(move + ": " + answer.text()).isEqualTo(200);
    }

    private void look(Visitor visitor, String path) {
        visitor.open(path);
        accessibility.look(visitor.page(), path);
    }

    /** Axe is put into the page, which the content security policy of the portal would not let happen. */
    @Override
    Visitor visitor() {
        return visitor(new NewContextOptions().setBypassCSP(true));
    }
}
