package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;

/** Fills the five pages of a filing as an officer who copies from the order would. */
final class OfficerAtBrowser {
    private final Visitor officer;
    private final SampleOrder order;

    OfficerAtBrowser(Visitor officer, SampleOrder order) {
        this.officer = officer;
        this.order = order;
    }

    private Page page() {
        return officer.page();
    }

    /** On the first page. */
    void choosesTheInstrument() {
        page().check("input[value=" + order.filing().process().instrument().name() + "]");
    }

    /** @param court as typed: its name */
    void copiesTheDetails(String court, boolean withDocket) {
        LegalProcess process = order.filing().process();
        page().fill("#court", court);
        page().fill("#docket", withDocket ? process.docket() : "");
        page().fill("#judge", process.judge());
        date("issuedOn", process.issuedOn());
        page().fill("#agencyCaseNumber", "BAR-2026-0417");
        page().check("input[name=nondisclosure][value=no]");
    }

    /** @param handle as the order writes it */
    void copiesTheTerms(String handle) {
        Terms terms = order.filing().terms();
        page().fill("#handles", handle);
        for (LogKind log : terms.logs()) {
            page().check("input[name='log." + log.name() + "']");
        }
        page().check("input[value=" + terms.direction().name() + "]");
        page().selectOption("#zone", "UTC");
        date("from", LocalDate.ofInstant(terms.range().from(), ZoneOffset.UTC));
        date("to", LocalDate.ofInstant(terms.range().to(), ZoneOffset.UTC));
    }

    private void date(String field, LocalDate date) {
        page().fill("#" + field, Integer.toString(date.getMonthValue()));
        page().fill("#" + field + "-day", Integer.toString(date.getDayOfMonth()));
        page().fill("#" + field + "-year", Integer.toString(date.getYear()));
    }

    /** On the last page. */
    String declaresAndSubmits() {
        page().check("#declared");
        officer.press("Submit");
        page().waitForURL("**/requests/TS-*");
        String reference = page().url().replaceAll(".*/", "");
        assertThat(reference).matches("TS-[0-9]{2}-[0-9]{6}");
        return reference;
    }
}
