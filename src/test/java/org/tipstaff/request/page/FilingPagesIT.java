package org.tipstaff.request.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Browser;

/** An officer files by page in a real browser, with mistakes. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@As.Officer
class FilingPagesIT {
    /** Where pictures of the pages go, for looking at them; none are taken without it. */
    private static final String PICTURES = System.getenv().getOrDefault("TIPSTAFF_PICTURES", "");

    private static Browser browser;

    /** Of all pages, so that one run says everything. */
    private final SoftAssertions complaints = new SoftAssertions();

    @Inject
    Clock clock;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void a_request_is_filed_with_mistakes_on_the_way_and_nothing_is_lost() throws IOException {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = visitor.newPage();
            page.setDefaultTimeout(20_000);
            look(page, "/", "home");
            look(page, "/guide", "guide");
            look(page, "/requests?status=REFUSED&q=nothing", "list-none-found");
            look(page, "/requests/new", "start");
            page.click("text=Start");
            look(page, "start-error");
            assertThat(page.textContent(".govuk-error-summary")).contains("Choose the kind of legal process");

            page.check("input[value=ORDER_2703D]");
            page.click("text=Start");
            look(page, "document");
            page.setInputFiles(
                    "#order",
                    new FilePayload("notes.pdf", "application/pdf", "no pdf".getBytes(StandardCharsets.UTF_8)));
            page.waitForURL("**/document?problems=1");
            look(page, "document-refused");
            assertThat(page.textContent("#order-error")).contains("not a PDF");
            page.setInputFiles("#order", new FilePayload("order.pdf", "application/pdf", order()));
            page.waitForSelector(".file__name");
            look(page, "document-there");
            page.click("text=Save and continue");

            page.fill("#court", "district of california");
            page.fill("#issuedOn", "2");
            page.fill("#issuedOn-day", "30");
            page.fill("#issuedOn-year", "2026");
            page.click("text=Save and continue");
            look(page, "court-errors");
            assertThat(page.inputValue("#issuedOn-day")).isEqualTo("30");
            assertThat(page.locator(".govuk-error-summary li").count()).isEqualTo(4);
            page.check("#choice-cand");
            page.fill("#judge", "Hon. Paula Whitcombe");
            page.fill("#docket", "3:26-mc-80123");
            LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
            date(page, "issuedOn", today.minusDays(2));
            page.check("#nondisclosure-no");
            page.click("text=Save and continue");

            look(page, "terms");
            page.fill("#handles", "+1 202 555 0123\nnonsense");
            page.click("text=Save and continue");
            look(page, "terms-errors");
            page.fill("#handles", "+1 202 555 0123");
            page.setInputFiles(
                    "#list",
                    new FilePayload(
                            "handles.csv",
                            "text/csv",
                            "handle\r\nkestrel.91@example.com\r\n".getBytes(StandardCharsets.UTF_8)));
            page.check("#logs");
            page.check("#direction");
            date(page, "from", today.minusDays(40));
            date(page, "to", today.minusDays(1));
            page.click("text=Save and continue");
            page.waitForURL("**/check");
            look(page, "check");
            page.click("button[value=submit]");
            look(page, "check-undeclared");
            page.check("#declared");
            page.click("button[value=submit]");
            page.waitForURL("**/requests/TS-*");
            look(page, "case");
            assertThat(page.textContent("h1")).startsWith("TS-");

            page.fill("#message", "Please call before you narrow.\n<b>Thanks</b>");
            page.click("text=Send message");
            assertThat(page.textContent(".message")).contains("<b>Thanks</b>");
            look(page, "case-message");
            page.click("text=Withdraw the request");
            page.click("button:has-text('Withdraw the request')");
            look(page, "withdraw-error");
            page.fill("#reason", "Filed twice");
            page.click("button:has-text('Withdraw the request')");
            look(page, "case-withdrawn");
            assertThat(page.textContent(".case-head")).contains("Withdrawn");
            look(page, "/requests", "list");
            look(page, "/requests/TS-26-999999", "not-found");
            assertThat(page.textContent("h1")).isEqualTo("Not found");
        } finally {
            complaints.assertAll();
        }
    }

    private static void date(Page page, String name, LocalDate date) {
        page.fill("#" + name, String.valueOf(date.getMonthValue()));
        page.fill("#" + name + "-day", String.valueOf(date.getDayOfMonth()));
        page.fill("#" + name + "-year", String.valueOf(date.getYear()));
    }

    private void look(Page page, String path, String name) {
        page.navigate("http://localhost:" + port + path);
        look(page, name);
    }

    private void look(Page page, String name) {
        page.waitForLoadState();
        if (!PICTURES.isEmpty()) {
            for (int width : List.of(390, 1280)) {
                page.setViewportSize(width, 860);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(PICTURES, name + "-" + width + ".png")));
            }
        }
        page.setViewportSize(320, 860);
        Object wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Object widest = page.evaluate(
                "[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(one => one.outerHTML.slice(0, 160))");
        complaints
                .assertThat(wider)
                .as(name + " scrolls sideways at 320 px: " + widest)
                .isEqualTo(0);
        page.setViewportSize(1280, 860);
        var violations = new AxeBuilder(page).analyze().getViolations();
        complaints
                .assertThat(violations)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .as(name)
                .isEmpty();
        Locator ids = page.locator("[id]");
        complaints
                .assertThat(
                        ids.evaluateAll("all => all.map(one => one.id).filter((id, i, ids) => ids.indexOf(id) !== i)"))
                .as(name + " repeats ids")
                .isEqualTo(List.of());
    }

    private byte[] order() throws IOException {
        String issued = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US)
                .format(LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(2));
        List<String> lines = List.of(
                "UNITED STATES DISTRICT COURT FOR THE NORTHERN DISTRICT OF CALIFORNIA",
                "Case No. 3:26-mc-80123",
                "ORDER UNDER 18 U.S.C. § 2703(d)",
                "The Court finds specific and articulable facts showing that there are reasonable",
                "grounds to believe that the records are relevant and material to an ongoing",
                "criminal investigation. Records of +1 202 555 0123 are to be disclosed.",
                "Dated: " + issued,
                "Hon. Paula Whitcombe, United States Magistrate Judge");
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage sheet = new PDPage();
            document.addPage(sheet);
            try (PDPageContentStream text = new PDPageContentStream(document, sheet)) {
                text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
                text.setLeading(16);
                text.beginText();
                text.newLineAtOffset(50, 700);
                for (String line : lines) {
                    text.showText(line);
                    text.newLine();
                }
                text.endText();
            }
            document.save(out);
            return out.toByteArray();
        }
    }
}
