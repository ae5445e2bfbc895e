package org.tipstaff.disclosure.document;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.DisclosureContents.Answer;
import org.tipstaff.disclosure.contents.DisclosureContents.Handling;
import org.tipstaff.disclosure.contents.DisclosureContents.Names;
import org.tipstaff.disclosure.contents.Limits;
import org.tipstaff.disclosure.contents.NotProduced;
import org.tipstaff.disclosure.contents.Outcome;
import org.tipstaff.disclosure.contents.ProcessFacts;
import org.tipstaff.disclosure.contents.RowCounts;
import org.tipstaff.hold.CoverageText;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;

/** What stands before the rows: the facts of the process, the limits, retention; what was asked, granted and found. */
final class FrontMatter {
    private final DisclosureContents contents;
    private final RowCounts counts;
    private final Volumes volumes;
    private final Outcome outcome;

    FrontMatter(DisclosureContents contents, RowCounts counts, Volumes volumes) {
        this.contents = contents;
        this.counts = counts;
        this.volumes = volumes;
        this.outcome = new Outcome(contents.answer(), counts);
    }

    void write(PdfWriter pdf) throws IOException {
        cover(pdf);
        pdf.newPage();
        terms(pdf);
        found(pdf);
    }

    private void cover(PdfWriter pdf) throws IOException {
        Names names = contents.names();
        ProcessFacts process = contents.process();
        pdf.title("Reference " + names.reference() + " · Disclosure " + names.number(), outcome.heading());
        pdf.paragraph(outcome.summary());
        if (process.isVoluntary()) {
            pdf.callout("A voluntary disclosure in an emergency", ProcessFacts.voluntary());
        }
        DisclosureContents.Replaced replaced = contents.replaced();
        if (replaced != null) {
            pdf.callout(
                    "This disclosure replaces " + replaced.number(),
                    List.of(
                            replaced.number() + " was signed " + RowTexts.seconds(replaced.signedAt())
                                    + " and recalled " + RowTexts.seconds(replaced.recalledAt())
                                    + ". It must not be relied on.",
                            "Why it was recalled: " + replaced.reason(),
                            "SHA-256 of the recalled document: "
                                    + replaced.sha256().hex()));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Provider", names.provider()));
        facts.add(new Fact(
                "Process",
                process.instrument().title() + ", " + process.instrument().statute()));
        facts.addAll(process.issue("Court"));
        facts.add(new Fact("Agency", process.agencyAndCase()));
        facts.add(new Fact("Received", RowTexts.seconds(contents.handling().receivedAt())));
        if (volumes.several()) {
            facts.add(new Fact(
                    "Volumes",
                    "This is volume 1 of " + volumes.count() + " and has " + volumes.range(1)
                            + ". The others go on with the rows; they and their hashes are listed under Files"
                            + " produced, and the signature on this volume covers them."));
        }
        pdf.facts(facts);
        pdf.callout("What this log does not show", Limits.of(contents.answer().granted()));
        pdf.heading("Retention");
        pdf.points(new CoverageText(contents.answer().coverage())
                .sentences(contents.answer().granted().logs()));
    }

    private void terms(PdfWriter pdf) throws IOException {
        Answer answer = contents.answer();
        Handling handling = contents.handling();
        pdf.heading("What was asked, and what is granted");
        try (PdfTable table =
                pdf.table(List.of(new Column("", 18), Column.exact("Asked", 41), Column.exact("Granted", 41)))) {
            Terms asked = answer.asked();
            Terms granted = answer.granted();
            table.row(List.of("Logs", logs(asked), logs(granted)));
            table.row(List.of("Direction", direction(asked), direction(granted)));
            table.row(List.of("Handles", handles(asked), handles(granted)));
            table.row(List.of(
                    "From",
                    RowTexts.readable(asked.range().from()) + " UTC",
                    RowTexts.readable(granted.range().from()) + " UTC"));
            table.row(List.of(
                    "To, not including",
                    RowTexts.readable(asked.range().to()) + " UTC",
                    RowTexts.readable(granted.range().to()) + " UTC"));
        }
        if (!answer.narrowed()) {
            pdf.paragraph("All that was asked is granted.");
        }
        pdf.heading("What is not produced, and why");
        pdf.points(new NotProduced(answer).reasons());
        pdf.heading("How the request was handled");
        List<Fact> facts = new ArrayList<>();
        preserved(facts, handling.preserved());
        facts.add(new Fact("Rows sealed at receipt", RowTexts.readable(handling.heldAt()) + " UTC"));
        facts.add(new Fact("Approved", RowTexts.readable(handling.approvedAt()) + " UTC"));
        facts.add(new Fact("Reviewer's decision", handling.decision()));
        facts.add(new Fact("Sealed snapshot, SHA-256", handling.snapshot().hex()));
        pdf.facts(facts);
    }

    private static void preserved(List<Fact> facts, DisclosureContents.@Nullable Preserved before) {
        if (before == null) {
            return;
        }
        facts.add(new Fact(
                "Preserved before",
                "By preservation letter " + before.letter() + " (18 U.S.C. § 2703(f)), received "
                        + RowTexts.seconds(before.receivedAt()) + "; its copy was sealed "
                        + RowTexts.readable(before.heldAt()) + " UTC"));
        facts.add(new Fact("Sealed copy of the letter, SHA-256", before.sha256().hex()));
        Instant destroyed = before.destroyedAt();
        facts.add(new Fact(
                "What became of it",
                "The rows in it that these terms name were taken over into the snapshot below when that was sealed. "
                        + (destroyed == null
                                ? "When this document was made the letter's copy had not been destroyed yet."
                                : "The letter's copy was destroyed, its key first, " + RowTexts.readable(destroyed)
                                        + " UTC.")));
    }

    private void found(PdfWriter pdf) throws IOException {
        Terms granted = contents.answer().granted();
        pdf.heading(counts.total() == 0 ? "Why there are no records" : "What was found");
        try (PdfTable table = pdf.table(List.of(
                new Column("Term", 9), new Column("Log", 30), Column.exact("Handle", 36), new Column("Rows", 25)))) {
            for (Terms.Item item : granted.items()) {
                table.row(
                        List.of(item.label(), item.log().title(), item.handle().value(), outcome.rows(item)));
            }
            table.row(List.of("All", "", "", Long.toString(counts.total())));
        }
        if (!outcome.absences().isEmpty()) {
            pdf.points(outcome.absences().stream()
                    .map(reason -> reason.title() + ". " + reason.sentence())
                    .toList());
        }
        pdf.aside("Rows are numbered through the whole disclosure. A value with characters beyond ASCII stands twice:"
                + " first as people read it, with each word in Hebrew or Arabic letters from right to left and all"
                + " else from left to right; below it, in grey, spelt from left to right with the Unicode code"
                + " point of each such character between single angle quotation marks. The spelling decides:"
                + " values that look alike differ in it. A character that no page can show, for example a control"
                + " character, stands as its code point in both.");
    }

    private static String logs(Terms terms) {
        return String.join(", ", terms.logs().stream().map(LogKind::title).toList());
    }

    private static String direction(Terms terms) {
        return terms.direction() == Direction.BY_SOURCE
                ? "By source: what the handle asked, invited or signed in to"
                : "By target: who looked up or invited the handle";
    }

    private static String handles(Terms terms) {
        return String.join(", ", terms.handles().stream().map(Handle::value).toList());
    }
}
