package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Courts;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;

/** A whole request without a mouse (WCAG 2.2, 2.1.1, 2.4.3 and 2.4.7), process that follows a preservation letter. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class KeyboardIT extends AtBrowser {
    /** From one field to the next there are hints, links and parts of dates, but never a tour of the page. */
    private static final int NEAR = 12;

    private static final String ONWARD = "main form button.govuk-button:not(.govuk-button--secondary)";

    @Inject
    Courts courts;

    @Test
    void process_that_follows_a_preservation_letter_is_filed_by_keyboard_alone() throws Exception {
        String letter = preserved(77);
        SampleOrder order = log.order("01", 78);
        try (Visitor officer = visitor()) {
            Page page = officer.page();
            officer.openSigningIn("/requests/new", "officer");
            choose(
                    page,
                    "input[name=instrument]",
                    order.filing().process().instrument().name());
            press(page, ONWARD);
            page.waitForURL("**/document");

            tabTo(page, "input[type=file]", 40);
            officer.choose("input[type=file]", "order.pdf", order.pdf());
            officer.sees(".file", "order.pdf");
            press(page, ONWARD);
            page.waitForURL("**/court");

            theDetails(page, order.filing().process(), letter);
            page.waitForURL("**/terms");
            theTerms(page, order.filing().terms());
            page.waitForURL("**/check");
            officer.sees("the rows that it froze are taken over");

            tabTo(page, "#declared", 40);
            page.keyboard().press("Space");
            press(page, "button[value=submit]");
            page.waitForURL("**/requests/TS-*");
            officer.sees("Frozen at receipt");
            officer.sees("aside", letter);
            Screens.shoot(page, "follows-a-letter");

            officer.open("/requests/" + letter);
            officer.sees("Converted");
            Screens.shoot(page, "converted-letter");
            officer.hadNoTrouble();
        }
    }

    @Test
    void a_letter_is_renewed_from_its_page() throws Exception {
        String letter = preserved(79);
        try (Visitor officer = visitor()) {
            officer.openSigningIn("/requests/" + letter, "officer");
            officer.press("Renew for 90 days");
            officer.sees("Preserved, renewed");
            assertThat(officer.page()
                            .locator("button:visible")
                            .filter(new com.microsoft.playwright.Locator.FilterOptions()
                                    .setHasText("Renew for 90 days"))
                            .count())
                    .as("18 U.S.C. § 2703(f)(2) knows one renewal")
                    .isZero();
            officer.hadNoTrouble();
        }
    }

    private void theDetails(Page page, LegalProcess process, String letter) {
        type(page, "#court", courts.find(process.court()).orElseThrow().name());
        type(page, "#docket", "");
        type(page, "#judge", process.judge());
        date(page, "issuedOn", process.issuedOn());
        type(page, "#agencyCaseNumber", "BAR-2026-0417");
        choose(page, "input[name=nondisclosure]", "no");
        tabTo(page, "#preservation", NEAR);
        page.keyboard().type(letter);
        assertThat(page.inputValue("#preservation")).isEqualTo(letter);
        press(page, ONWARD);

        // The summary has the focus; its link leads to the field, and what was typed is still there.
        page.waitForSelector(".govuk-error-summary");
        tabTo(page, ".govuk-error-summary a[href='#docket']", 2);
        page.keyboard().press("Enter");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("docket");
        page.keyboard().type(process.docket());
        assertThat(page.inputValue("#judge")).isEqualTo(process.judge());
        assertThat(page.inputValue("#preservation")).isEqualTo(letter);
        tabTo(page, ONWARD, 40);
        page.keyboard().press("Enter");
    }

    private static void theTerms(Page page, Terms terms) {
        StringBuilder handles = new StringBuilder();
        terms.handles().forEach(handle -> handles.append(handle.written()).append('\n'));
        type(page, "#handles", handles.toString().strip());
        for (LogKind kind : terms.logs()) {
            tabTo(page, "input[name='log." + kind.name() + "']", NEAR);
            page.keyboard().press("Space");
        }
        choose(page, "input[name=direction]", terms.direction().name());
        tabTo(page, "#zone", NEAR);
        page.keyboard().type("UTC");
        assertThat(page.inputValue("#zone")).isEqualTo("UTC");
        date(page, "from", LocalDate.ofInstant(terms.range().from(), ZoneOffset.UTC));
        date(page, "to", LocalDate.ofInstant(terms.range().to(), ZoneOffset.UTC));
        press(page, ONWARD);
    }

    private static void date(Page page, String field, LocalDate date) {
        type(page, "#" + field, Integer.toString(date.getMonthValue()));
        type(page, "#" + field + "-day", Integer.toString(date.getDayOfMonth()));
        type(page, "#" + field + "-year", Integer.toString(date.getYear()));
    }

    private static void type(Page page, String selector, String text) {
        tabTo(page, selector, page.url().endsWith("/terms") || selector.equals("#court") ? 40 : NEAR);
        page.keyboard().type(text, new Keyboard.TypeOptions().setDelay(1));
    }

    /** Reaches a group of radios and moves in it with the arrow keys. */
    private static void choose(Page page, String group, String value) {
        tabTo(page, group, 40);
        page.keyboard().press("Space");
        for (int step = 0; step < NEAR && !checked(page, group, value); step++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(checked(page, group, value)).isTrue();
    }

    private static boolean checked(Page page, String group, String value) {
        return page.locator(group + "[value='" + value + "']").isChecked();
    }

    private static void press(Page page, String button) {
        tabTo(page, button, 40);
        page.keyboard().press("Enter");
    }

    /** Tabs on; each stop on the way shows that it has the focus. */
    private static void tabTo(Page page, String selector, int most) {
        for (int stop = 0; stop < most; stop++) {
            page.keyboard().press("Tab");
            assertThat((boolean) page.evaluate(FOCUS_IS_SEEN))
                    .as(
                            "the focus is seen on %s at %s",
                            page.evaluate("() => document.activeElement.outerHTML"), page.url())
                    .isTrue();
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError(
                "The keyboard does not reach " + selector + " within " + most + " stops on " + page.url());
    }

    /** A box with an outline or a shadow: the element's own, or that of what is drawn in its place beside it. */
    private static final String FOCUS_IS_SEEN = """
            () => {
              const it = document.activeElement;
              if (it === document.body) return true;
              const drawn = [getComputedStyle(it)];
              if (it.nextElementSibling) drawn.push(getComputedStyle(it.nextElementSibling, '::before'));
              if (it.firstElementChild) drawn.push(getComputedStyle(it.firstElementChild));
              return drawn.some(style => style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
                  || style.boxShadow !== 'none');
            }""";

    /** Files a preservation letter that asks for what an order would. */
    private String preserved(long seed) throws IOException {
        SampleOrder order = log.order("01", seed);
        String filing = PortalClient.filing(order).replace("ORDER_2703D", "PRESERVATION");
        PortalClient.Answer filed = portal.file("officer", filing, order.pdf(), Map.of());
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        String reference = filed.json().path("reference").asText();
        portal.await("officer", reference, "PRESERVED");
        return reference;
    }
}
