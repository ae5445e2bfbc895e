package org.tipstaff.demo.orders;

import java.util.List;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;

/**
 * What an order says.
 *
 * @param heading court, district and division, line by line, as in the caption
 * @param finding what the court found; empty where the order recites nothing
 * @param further paragraphs after the command, for example on nondisclosure
 * @param accounts as printed in Attachment A
 */
record OrderDraft(
        Style style,
        List<String> heading,
        LegalProcess process,
        Terms terms,
        Bench bench,
        String finding,
        List<String> further,
        List<String> accounts) {
    /** How the court sets its captions. */
    enum Style {
        /** A column of closing brackets between matter and number. */
        BRACKETS,
        /** Dashes and an x, as in New York. */
        DASHES,
        /** Numbered lines, as in California. */
        PLEADING,
        /** The form of a warrant or subpoena. */
        FORM
    }

    /** Who signs: the title under the name, and the place. */
    record Bench(String title, String place) {}

    boolean isFederal() {
        return heading.stream().anyMatch(line -> line.contains("UNITED STATES"));
    }

    OrderDraft withFinding(String other) {
        return new OrderDraft(style, heading, process, terms, bench, other, further, accounts);
    }

    OrderDraft withFurther(String... paragraphs) {
        return new OrderDraft(style, heading, process, terms, bench, finding, List.of(paragraphs), accounts);
    }

    OrderDraft withHeading(String... lines) {
        return new OrderDraft(style, List.of(lines), process, terms, bench, finding, further, accounts);
    }

    OrderDraft withAccounts(List<String> others) {
        return new OrderDraft(style, heading, process, terms, bench, finding, further, others);
    }
}
