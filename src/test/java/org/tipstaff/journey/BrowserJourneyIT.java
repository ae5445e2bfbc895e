package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.disclosure.deliver.BagReader;
import org.tipstaff.process.Courts;
import org.tipstaff.process.Terms;
import org.tipstaff.sealing.Sha256;

/** The product's story, told by five people at five browsers. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class BrowserJourneyIT extends AtBrowser {
    /** The handle of the order, as an officer types it and as the portal understands it. */
    private static final String TYPED = "+1 202 555 0123";

    private static final String UNDERSTOOD = "+12025550123";
    /** What no address and no mail may hold. */
    private static final String DIGITS = "2025550123";

    @Inject
    Courts courts;

    @Inject
    DataSource database;

    @Inject
    MockMailbox mailbox;

    @Test
    void an_order_is_filed_held_reviewed_certified_downloaded_audited_and_verified_by_hand() throws Exception {
        SampleOrder order = log.order("01");
        int rows = log.rows(order.filing().terms()).size();
        mailbox.clear();
        try (Visitor officer = visitor()) {
            String reference = theOfficerFiles(officer, order);
            theReviewerApproves(reference, rows);
            theCustodianCertifies(reference);
            theOfficerIsTold(officer, reference, order);
            byte[] pdf = theOfficerDownloads(officer, reference);
            theAuditorFindsTheRecord(reference);
            aStrangerVerifies(pdf);
            officer.hadNoTrouble(DIGITS);
        }
    }

    private String theOfficerFiles(Visitor officer, SampleOrder order) throws IOException {
        Page page = officer.page();
        OfficerAtBrowser hands = new OfficerAtBrowser(officer, order);
        String court =
                courts.find(order.filing().process().court()).orElseThrow().name();

        // 1-2: signs in and is brought back to the page asked for; says what kind of process it is.
        officer.openSigningIn("/requests/new", "officer");
        officer.sees("header", "Rosa Alvarez");
        hands.choosesTheInstrument();
        officer.press("Start");
        page.waitForURL("**/document");

        // 3: the order is taken as soon as it is chosen, with its pages, its hash and what its signature is worth.
        officer.choose("input[type=file]", "order of the court.pdf", order.pdf());
        officer.sees(".file", "order of the court.pdf");
        officer.sees(".file", "page");
        officer.sees(".file", "Not signed");
        assertThat(page.getAttribute(".file [data-copy]", "data-copy"))
                .isEqualTo(Sha256.of(order.pdf()).hex());
        officer.press("Save and continue");
        page.waitForURL("**/court");

        // 4: a part of the court's name is enough.
        page.locator("#court").pressSequentially("northern district of cal");
        page.waitForFunction("() => document.querySelector('#courts option') !== null");
        assertThat(page.locator("#courts option").first().getAttribute("value")).isEqualTo(court);

        // 5: what is missing is said, the summary leads to the field, and nothing that was typed is lost.
        hands.copiesTheDetails(court, false);
        officer.press("Save and continue");
        officer.sees(".govuk-error-summary", "docket number");
        assertThat(page.title()).startsWith("Error: ");
        page.click(".govuk-error-summary a[href='#docket']");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("docket");
        assertThat(page.inputValue("#judge")).isEqualTo(order.filing().process().judge());
        assertThat(page.inputValue("#court")).isEqualTo(court);

        // 6: leaves, and goes on another time.
        officer.press("Save and finish later");
        page.waitForURL("**/requests");
        page.locator("[aria-labelledby=drafts] a").first().click();
        page.waitForURL("**/court");
        assertThat(page.inputValue("#agencyCaseNumber")).isEqualTo("BAR-2026-0417");
        page.fill("#docket", order.filing().process().docket());
        officer.press("Save and continue");
        page.waitForURL("**/terms");

        // 7-8: the handle is read as it is meant, and the days that can still exist are shown.
        hands.copiesTheTerms(TYPED);
        officer.press("Save and read the handles and days again");
        officer.sees(".handles", UNDERSTOOD);
        Terms asked = order.filing().terms();
        long days = ChronoUnit.DAYS.between(asked.range().from(), asked.range().to());
        officer.sees("aside", days + " of " + days + " days asked can still exist");
        officer.press("Save and continue");
        page.waitForURL("**/check");

        // 9-10: checks the answers; without the declaration it is not filed.
        officer.sees(court);
        officer.sees(UNDERSTOOD);
        Screens.shoot(page, "file");
        officer.press("Submit");
        officer.sees(".govuk-error-summary", "");
        assertThat(page.isVisible("#declared-error")).isTrue();

        // 11: the receipt, and the rows frozen.
        String reference = hands.declaresAndSubmits();
        officer.sees("Frozen at receipt");
        officer.sees("Submitted");
        return reference;
    }

    private void theReviewerApproves(String reference, int rows) {
        try (Visitor reviewer = visitor()) {
            Page page = reviewer.page();

            // 12-13: finds it in the queue and claims it without a mouse.
            reviewer.openSigningIn("/review", "reviewer");
            reviewer.follow(reference);
            page.waitForURL("**/review/" + reference);
            reviewer.tabTo("button[value=CLAIM]");
            page.keyboard().press("Enter");
            page.waitForSelector("button[value=APPROVE]");
            reviewer.sees("header", "Claimed by");

            // 14-16: the order's page with what was found on it, the findings, and the number of rows but no row.
            page.waitForFunction("() => document.querySelector('.sheet img').naturalWidth > 500");
            assertThat(page.locator(".marks rect").count()).isGreaterThanOrEqualTo(4);
            assertThat(page.locator(".finding").count()).isGreaterThanOrEqualTo(10);
            reviewer.sees("main", rows + " rows held as asked");
            // Beside each number stands a field for the reason why it may be cut.
            assertThat(page.locator("tfoot label").allInnerTexts().stream()
                            .filter(cell -> cell.chars().anyMatch(Character::isDigit))
                            .mapToInt(cell -> Integer.parseInt(cell.replaceAll("[^0-9]", "")))
                            .sum())
                    .isEqualTo(rows);

            // 17: an approval with open findings is stopped, and says which.
            assertThat(page.locator(".finding fieldset").count()).isPositive();
            page.keyboard().press("j");
            Screens.shoot(page, "review");
            reviewer.press("Approve");
            reviewer.sees(".govuk-error-summary", "");
            assertThat(page.locator("button[value=APPROVE]").isVisible()).isTrue();

            // 18: each open finding is answered with two keys.
            for (int finding = page.locator(".finding fieldset").count(); finding > 0; finding--) {
                page.keyboard().press("j");
                page.keyboard().press("1");
            }
            assertThat(page.locator(".finding input[value=ACCEPT]:checked").count())
                    .isEqualTo(page.locator(".finding fieldset").count());
            reviewer.press("Approve");
            page.waitForSelector(
                    "button[value=APPROVE]",
                    new Page.WaitForSelectorOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
            reviewer.sees("Decisions so far");

            // 19: the reviewer is no custodian.
            reviewer.open("/custody/" + reference);
            reviewer.sees("You may not do this");
            reviewer.hadNoTrouble(DIGITS);
        }
    }

    private void theCustodianCertifies(String reference) {
        new PortalClient("http://localhost:" + port, realm).await("custodian", reference, "PREPARED");
        try (Visitor custodian = visitor()) {
            Page page = custodian.page();

            // 20-21: reads what was prepared.
            custodian.openSigningIn("/custody", "custodian");
            custodian.follow(reference);
            page.waitForURL("**/custody/" + reference);
            custodian.sees("Nothing has left the house");
            byte[] draft = custodian
                    .context()
                    .request()
                    .get(page.url() + "/document.pdf")
                    .body();
            assertThat(new String(draft, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");

            // The page asks for a certificate only once it knows that the document was opened.
            custodian.follow("I have read it: go on");
            page.waitForSelector("input[name=statement]");

            // 22: a certificate needs each statement, and what was ticked stays ticked.
            page.locator("input[name=statement]").first().check();
            custodian.press("Certify and sign");
            custodian.sees(".govuk-error-summary", "Confirm each statement");
            assertThat(page.locator("input[name=statement]").first().isChecked())
                    .isTrue();

            // 23: confirms and signs; the page says by itself when the document is signed.
            page.locator("input[name=statement]").all().forEach(statement -> statement.check());
            custodian.press("Certify and sign");
            custodian.sees("Certified and disclosed");
            custodian.hadNoTrouble(DIGITS);
        }
    }

    private void theOfficerIsTold(Visitor officer, String reference, SampleOrder order) {
        // 24: the page that the officer left open has changed by itself.
        officer.sees("The signed disclosure is ready");

        // 25: the mail names the reference and nothing of the case.
        List<Mail> mails = mailbox.getMailsSentTo("officer@example.com");
        long until = System.nanoTime() + 30_000_000_000L;
        while (mails.isEmpty() && System.nanoTime() < until) {
            officer.page().waitForTimeout(200);
            mails = mailbox.getMailsSentTo("officer@example.com");
        }
        Mail mail = mails.get(mails.size() - 1);
        assertThat(mail.getSubject()).isEqualTo("News on " + reference);
        assertThat(mail.getText())
                .contains("/requests/" + reference)
                .doesNotContain(DIGITS)
                .doesNotContain(TYPED)
                .doesNotContain(order.filing().process().docket())
                .doesNotContain(order.filing().process().judge());
    }

    private byte[] theOfficerDownloads(Visitor officer, String reference) throws IOException {
        Page page = officer.page();

        // 26: signs in afresh, though the session is alive, and is back at the request.
        officer.open("/sign-in/fresh?to=/requests/" + reference);
        officer.signIn("officer");
        page.waitForURL("**/requests/" + reference);
        Screens.shoot(page, "disclosure");

        // 27: what the browser saves is what the page says, byte for byte.
        Download download = page.waitForDownload(() -> officer.follow("Download the signed PDF"));
        byte[] pdf = Files.readAllBytes(download.path());
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(page.locator("[aria-labelledby=disclosure-heading] [data-copy]").all().stream()
                        .map(hash -> hash.getAttribute("data-copy")))
                .contains(Sha256.of(pdf).hex());
        page.reload();
        officer.sees("1 download");

        Download bag = page.waitForDownload(() -> officer.follow("Download all files in one ZIP"));
        assertThat(BagReader.read(Files.readAllBytes(bag.path()), reference + "-D1")
                        .get("data/" + reference + "-D1.pdf"))
                .isEqualTo(pdf);
        return pdf;
    }

    private void theAuditorFindsTheRecord(String reference) {
        try (Visitor auditor = visitor()) {
            // 28-29: finds the record and in it the whole course.
            auditor.openSigningIn("/audit/records", "auditor");
            auditor.follow(reference);
            auditor.page().waitForURL("**/audit/records/" + reference);
            auditor.sees("Certified by");
            auditor.sees("downloaded by");
            for (String action : List.of("SUBMITTED", "HELD", "CLAIMED", "APPROVED", "CERTIFIED", "DOWNLOADED")) {
                auditor.sees("[aria-labelledby=log-h]", action);
            }

            // 30: the log holds together.
            auditor.open("/audit");
            auditor.press("Check all entries");
            auditor.sees("The log is intact");
            auditor.hadNoTrouble(DIGITS);
        }
    }

    private void aStrangerVerifies(byte[] pdf) {
        try (Visitor stranger = visitor()) {
            // 31: anybody learns that the file is genuine; the file stays in the browser.
            stranger.open("/verify");
            stranger.choose("input[type=file]", "disclosure.pdf", pdf);
            stranger.press("Verify");
            stranger.sees("h1", "Genuine");
            assertThat(stranger.posted())
                    .as("what was sent")
                    .hasSize(1)
                    .allMatch(body -> body.length() < 2000 && !body.contains("%PDF"));

            // 32: one flipped byte, and it is not.
            byte[] flipped = Arrays.copyOf(pdf, pdf.length);
            flipped[flipped.length / 3] ^= 1;
            stranger.follow("Verify another file");
            stranger.choose("input[type=file]", "disclosure.pdf", flipped);
            stranger.press("Verify");
            stranger.sees("h1", "Altered or unknown");

            // 33: which of the two it is, the file itself tells.
            stranger.choose("input[type=file]", "disclosure.pdf", flipped);
            stranger.press("Send the file");
            stranger.page().waitForFunction("() => document.querySelector('h1').innerText === 'Altered'");
            stranger.hadNoTrouble();
        }
    }

    @Test
    void a_request_sent_back_is_corrected_and_files_past_their_time_are_asked_for_again() throws Exception {
        SampleOrder order = log.order("02", 81);
        String reference = portal.file(order).json().path("reference").asText();
        portal.move("reviewer", reference, "CLAIM", Map.of());
        portal.move("reviewer", reference, "RETURN", Map.of("reason", "Please confirm the docket number."));
        try (Visitor officer = visitor()) {
            Page page = officer.page();
            officer.openSigningIn("/requests/" + reference, "officer");
            officer.sees("Please confirm the docket number.");
            officer.press("Correct and submit again");
            page.waitForURL("**/check");
            page.check("#declared");
            officer.press("Submit again");
            page.waitForURL("**/requests/" + reference);
            officer.sees("Submitted");

            portal.move("reviewer", reference, "CLAIM", Map.of());
            portal.move("reviewer", reference, "APPROVE", Map.of("reason", "findings checked"));
            portal.await("custodian", reference, "PREPARED");
            portal.move("custodian", reference, "CERTIFY", Map.of("certify", true));
            portal.await("officer", reference, "DISCLOSED");
            theTimeForDownloadingEnds(reference);
            page.reload();
            officer.sees("The time for downloading is over");
            officer.press("Ask for the files again");
            officer.sees("Can be downloaded until");
            officer.hadNoTrouble(DIGITS);
        }
    }

    private void theTimeForDownloadingEnds(String reference) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE disclosure SET expires_at = disclosed_at WHERE reference = ?")) {
            update.setString(1, reference);
            assertThat(update.executeUpdate()).isOne();
        }
    }

    @Test
    void an_order_is_filed_without_scripts() throws Exception {
        SampleOrder order = log.order("08");
        try (Visitor officer = visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = officer.page();
            OfficerAtBrowser hands = new OfficerAtBrowser(officer, order);
            officer.openSigningIn("/requests/new", "officer");
            hands.choosesTheInstrument();
            officer.press("Start");
            page.waitForURL("**/document");
            officer.choose("input[type=file]", "signed order.pdf", order.pdf());
            officer.press("Upload");
            officer.sees(".file", "signed order.pdf");
            officer.sees(".file", "Valid");
            officer.press("Save and continue");
            hands.copiesTheDetails(order.filing().process().court(), true);
            officer.press("Save and continue");
            hands.copiesTheTerms(TYPED);
            officer.press("Save and continue");
            page.waitForURL("**/check");
            String reference = hands.declaresAndSubmits();
            page.reload();
            officer.sees("h1", reference);
        }
    }
}
