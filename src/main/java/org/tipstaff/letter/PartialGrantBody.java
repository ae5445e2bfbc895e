package org.tipstaff.letter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;
import org.tipstaff.review.Cut;

/**
 * Item by item what was asked, what is granted, and what is not and why.
 *
 * @param decidedBy the reviewer, and the second one where four eyes were due
 * @param granted within what was asked, and less
 * @param voluntary whether no process compels an answer: 18 U.S.C. § 2702(c)(4)
 * @param cuts what is not granted, each part with the reviewer's reason
 */
record PartialGrantBody(List<String> decidedBy, Terms asked, Terms granted, List<Cut> cuts, boolean voluntary)
        implements LetterBody {
    PartialGrantBody {
        decidedBy = List.copyOf(decidedBy);
        cuts = List.copyOf(cuts);
        if (granted.equals(asked) || !granted.within(asked)) {
            throw new IllegalArgumentException("A partial grant is less than what was asked");
        }
    }

    @Override
    public String summary() {
        long items = asked.items().stream().filter(this::granted).count();
        return "The request was granted in part: " + items + " of "
                + asked.items().size() + " items asked for"
                + (shorter() ? ", for a shorter time than asked" : "")
                + ". What is not granted, and why, is below. The records that are granted follow in a signed disclosure"
                + " of their own, when the custodian of records has certified it.";
    }

    private boolean granted(Terms.Item item) {
        return granted.handles().contains(item.handle()) && granted.logs().contains(item.log());
    }

    private boolean shorter() {
        return !granted.range().equals(asked.range());
    }

    @Override
    public void write(PdfWriter pdf) throws IOException {
        pdf.heading("What was asked, and what is granted");
        pdf.facts(times());
        try (PdfTable table = pdf.table(List.of(
                new Column("Item", 9), new Column("Log", 33), Column.exact("Handle", 34), new Column("Answer", 24)))) {
            for (Terms.Item item : asked.items()) {
                table.row(List.of(
                        item.label(),
                        item.log().title(),
                        item.handle().value(),
                        granted(item) ? shorter() ? "Granted for less time" : "Granted" : "Not granted"));
            }
        }
        pdf.keepTogether(70);
        pdf.heading("Why not all of it");
        pdf.facts(cuts.stream().map(this::reason).toList());
        pdf.keepTogether(110);
        pdf.heading("How to answer");
        pdf.points(List.of(
                voluntary
                        ? "If the emergency needs more than this without delay, say so in the messages on the"
                                + " request's page, and how the records relate to it."
                        : "If the process compels more than this, say so in the messages on the request's page and"
                                + " name the page of the document. What only a cover letter asks for does not count.",
                voluntary
                        ? "Records that are not granted can be asked for with process that compels them, as a new"
                                + " request: its records are frozen as of its own receipt."
                        : "For what this process does not compel, file process that does as a new request: its records"
                                + " are frozen as of its own receipt.",
                "The whole copy that was frozen at receipt stays sealed until this request has ended, also the part"
                        + " that is not granted. Nobody reads that part, and it is destroyed with the rest."));
    }

    private Fact reason(Cut cut) {
        Handle handle = cut.handle();
        LogKind log = cut.log();
        String part = handle != null ? handle.value() : log != null ? log.title() : "Time beyond " + range(granted);
        return new Fact(part, cut.reason());
    }

    private List<Fact> times() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Which rows", TermsBlock.direction(asked)));
        facts.add(new Fact(shorter() ? "Time asked" : "Time asked and granted", range(asked)));
        if (shorter()) {
            facts.add(new Fact("Time granted", range(granted)));
        }
        return facts;
    }

    private static String range(Terms terms) {
        return TermsBlock.utc(terms.range().from()) + " until before "
                + TermsBlock.utc(terms.range().to());
    }
}
