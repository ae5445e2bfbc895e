package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.encryption.EvidenceRoom;
import org.tipstaff.sealing.Sha256;

/** At the browser: an agency's key, a recall, the correction, and what everybody is told. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class CorrectionJourneyIT extends AtBrowser {
    private final Accessibility accessibility = new Accessibility();

    @AfterEach
    void nothingWasFound() {
        assertThat(accessibility.wrong()).as("on " + accessibility.seen()).isEmpty();
    }

    @Test
    void a_wrong_disclosure_is_recalled_and_corrected_and_everybody_is_told() throws Exception {
        EvidenceRoom room = EvidenceRoom.open();
        SampleOrder order = log.order("02", 91);
        String reference = portal.file(order).json().path("reference").asText();
        move("reviewer", reference, "CLAIM", Map.of());
        move("reviewer", reference, "APPROVE", Map.of("reason", "Checked."));
        certified(reference);
        byte[] first = portal.get("officer", "/api/v1/requests/" + reference + "/disclosure/pdf")
                .body();

        anAdministratorRegistersTheKey(room);
        try (Visitor officer = visitor()) {
            officer.openSigningIn("/requests/" + reference, "officer");
            officer.sees("Encrypted to your agency’s OpenPGP key");
            look(officer, "officer-encrypted");
            Download download = officer.page().waitForDownload(() -> officer.follow("pdf.pgp"));
            assertThat(room.decryptOpenPgp(Files.readAllBytes(download.path())).out())
                    .isEqualTo(first);
        }
        aRecall(reference);
        verified(first, "Recalled", "verify-recalled");
        try (Visitor officer = visitor()) {
            officer.openSigningIn("/requests/" + reference, "officer");
            officer.sees("Do not rely on it");
            look(officer, "officer-recalled");
        }
        aCorrection(reference);
        verified(first, "Recalled and replaced", "verify-superseded");
        try (Visitor officer = visitor()) {
            officer.openSigningIn("/requests/" + reference, "officer");
            officer.sees("replaced by " + reference + "-D2");
            look(officer, "officer-corrected");
        }
        try (Visitor auditor = visitor()) {
            auditor.openSigningIn("/audit/records/" + reference, "auditor");
            auditor.sees("replaced by " + reference + "-D2");
            auditor.sees(reference + "-L1.pdf");
            look(auditor, "record-corrected");
            auditor.open("/audit/records?q=" + reference);
            auditor.sees("1 recall");
            look(auditor, "records-corrected");
        }
    }

    private void anAdministratorRegistersTheKey(EvidenceRoom room) throws Exception {
        try (Visitor administrator = visitor()) {
            administrator.openSigningIn("/admin/agencies/bar-field-office", "administrator");
            administrator.press("Register");
            administrator.page().waitForSelector(".govuk-error-summary");
            look(administrator, "agency-error");
            administrator
                    .page()
                    .fill(
                            "#material",
                            room.openPgpKey("Evidence Room <evidence@agency.example>", "default", "default", "1y"));
            administrator.press("Register");
            administrator.sees("Fingerprint");
            administrator.page().fill("#material", room.certificate("keyEncipherment", "rsa:3072"));
            administrator.press("Register");
            administrator.sees("X.509");
            look(administrator, "agency-keys");
            administrator.hadNoTrouble();
        }
    }

    private void aRecall(String reference) {
        try (Visitor reviewer = visitor()) {
            reviewer.openSigningIn("/review/" + reference, "reviewer");
            reviewer.follow("ask for its recall");
            reviewer.page().fill("#reason", "It shows a log that the order does not name.");
            reviewer.press("Ask for the recall");
            reviewer.page().waitForURL("**/review/" + reference);
        }
        try (Visitor custodian = visitor()) {
            custodian.openSigningIn("/custody/" + reference, "custodian");
            custodian.press("Recall the disclosure");
            custodian.sees("It shows a log that the order does not name.");
            look(custodian, "custody-recalled");
        }
    }

    private void aCorrection(String reference) {
        try (Visitor reviewer = visitor()) {
            reviewer.openSigningIn("/review/" + reference, "reviewer");
            look(reviewer, "workbench-recalled");
            reviewer.press("Correct");
            reviewer.page().waitForSelector(".govuk-error-summary");
            reviewer.page().fill("#reason", "One log only this time.");
            reviewer.press("Correct");
            reviewer.sees("In review");
            look(reviewer, "workbench-correcting");
        }
        move(
                "reviewer",
                reference,
                "APPROVE",
                Map.of("reason", "Checked.", "terms", Map.of("logs", java.util.List.of("CAPABILITY_QUERY"))));
        portal.await("custodian", reference, "PREPARED");
        try (Visitor custodian = visitor()) {
            custodian.openSigningIn("/custody/" + reference, "custodian");
            custodian.sees("It replaces " + reference + "-D1");
            look(custodian, "custody-correcting");
        }
        certified(reference);
    }

    private void verified(byte[] file, String title, String name) {
        try (Visitor anybody = visitor()) {
            anybody.open("/verify");
            anybody.page().fill("#sha256", Sha256.of(file).hex());
            anybody.press("Verify");
            anybody.sees(".result", title);
            look(anybody, name);
        }
    }

    private void certified(String reference) {
        portal.await("custodian", reference, "PREPARED");
        move("custodian", reference, "CERTIFY", Map.of("certify", true));
        portal.await("custodian", reference, "DISCLOSED");
    }

    private void move(String user, String reference, String move, Map<String, ?> more) {
        PortalClient.Answer answer = portal.move(user, reference, move, more);
        assertThat(answer.status()).as(move + ": " + answer.text()).isEqualTo(200);
    }

    private void look(Visitor visitor, String name) {
        accessibility.look(visitor.page(), name);
        Screens.shootBoth(visitor.page(), name);
    }

    @Override
    Visitor visitor() {
        return visitor(new NewContextOptions().setBypassCSP(true));
    }
}
