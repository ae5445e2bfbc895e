package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.sealing.Sha256;

/** A refused request's letters: what the officer saves, what the reviewer sees, what a stranger and a program learn. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class LetterJourneyIT extends AtBrowser {
    private static final String DIGITS = "2025550123";

    @Test
    void the_officer_of_a_refused_request_saves_its_letters_and_anybody_can_check_them() throws Exception {
        SampleOrder order = log.order("01", 61);
        String reference = portal.file(order).json().path("reference").asText();
        for (int i = 0; i < 240 && !held(portal, reference); i++) {
            Thread.sleep(250);
        }
        assertThat(portal.move("reviewer", reference, "CLAIM", Map.of()).status())
                .isEqualTo(200);

        try (Visitor officer = visitor()) {
            officer.openSigningIn("/requests/" + reference, "officer");
            assertThat(portal.move("reviewer", reference, "REFUSE", Map.of("reason", "The caption is of another case."))
                            .status())
                    .isEqualTo(200);
            // The page that was left open changes by itself, until both letters are there.
            officer.sees("[aria-labelledby=letters-heading]", "Refusal");
            officer.sees("[aria-labelledby=letters-heading]", "Certificate of destruction");
            officer.page()
                    .waitForFunction("() => document.querySelectorAll('[aria-labelledby=letters-heading] a[download]')"
                            + ".length === 2");
            byte[] refusal = saved(officer, "Refusal");
            byte[] destruction = saved(officer, "Certificate of destruction");
            Screens.shoot(officer.page(), "letters");
            officer.hadNoTrouble(DIGITS);

            aProgramGetsTheSame(portal, reference, refusal, destruction);
            aStrangerVerifies(refusal);
        }
        theReviewerSeesThem(reference);
    }

    private static boolean held(PortalClient portal, String reference) {
        return portal.get("reviewer", "/api/v1/requests/" + reference)
                .json()
                .path("hold")
                .path("state")
                .asText()
                .equals("HELD");
    }

    private static byte[] saved(Visitor officer, String title) throws Exception {
        Page page = officer.page();
        Download download = page.waitForDownload(() -> officer.follow(title));
        byte[] pdf = Files.readAllBytes(download.path());
        assertThat(page.locator("[aria-labelledby=letters-heading] [data-copy]").all().stream()
                        .map(hash -> hash.getAttribute("data-copy")))
                .contains(Sha256.of(pdf).hex());
        return pdf;
    }

    private static void aProgramGetsTheSame(PortalClient portal, String reference, byte[] refusal, byte[] destruction) {
        String path = "/api/v1/requests/" + reference + "/letters";
        JsonNode list = portal.get("officer", path).json();
        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("number").asText()).isEqualTo(reference + "-L1");
        assertThat(list.get(0).path("kind").asText()).isEqualTo("REFUSAL");
        assertThat(list.get(1).path("state").asText()).isEqualTo("SIGNED");
        assertThat(portal.get("officer", path + "/" + reference + "-L1/pdf").body())
                .isEqualTo(refusal);
        assertThat(portal.get("auditor", path + "/" + reference + "-L2/pdf").body())
                .isEqualTo(destruction);
        assertThat(portal.get("officer", "/api/v1/requests/" + reference).json().path("letters"))
                .isEqualTo(list);
        PortalClient.Answer theirs = portal.get("officer2", path + "/" + reference + "-L1/pdf");
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(portal.get(null, "/api/v1/verify/" + Sha256.of(refusal).hex())
                        .json()
                        .path("document")
                        .asText())
                .isEqualTo("Refusal");
        assertThat(portal.get(null, "/q/openapi").text()).contains("/letters/{number}/pdf");
    }

    private void aStrangerVerifies(byte[] pdf) {
        try (Visitor stranger = visitor()) {
            stranger.open("/verify");
            stranger.choose("input[type=file]", "letter.pdf", pdf);
            stranger.press("Verify");
            stranger.sees("h1", "Genuine");
            stranger.sees("a letter that the provider signed: a refusal");
            stranger.sees("discloses no records");
            assertThat(stranger.text("main")).doesNotContain("custodian of records");
        }
    }

    private void theReviewerSeesThem(String reference) {
        try (Visitor reviewer = visitor()) {
            reviewer.openSigningIn("/review/" + reference, "reviewer");
            reviewer.sees("Letters to the officer");
            reviewer.sees("Certificate of destruction");
            reviewer.page().waitForDownload(() -> reviewer.follow("Refusal"));
            reviewer.hadNoTrouble(DIGITS);
        }
    }
}
