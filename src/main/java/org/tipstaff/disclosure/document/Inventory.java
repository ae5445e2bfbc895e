package org.tipstaff.disclosure.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.Outcome;
import org.tipstaff.disclosure.contents.ProcessFacts;
import org.tipstaff.disclosure.contents.RowCounts;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Terms;

/**
 * A page that an officer can hand in with the return of a search warrant: what was produced, how much, when, with which
 * hashes. For a federal court the rule is 41(f)(1)(B) and (D) of the Federal Rules of Criminal Procedure; whether a State
 * asks for an inventory, and under which rule, is that State's law, and none is named. It shows no row and no handle.
 */
final class Inventory {
    private final DisclosureContents contents;
    private final RowCounts counts;
    private final Volumes volumes;
    private final List<ManifestEntry> manifest;

    Inventory(DisclosureContents contents, RowCounts counts, Volumes volumes, List<ManifestEntry> manifest) {
        this.contents = contents;
        this.counts = counts;
        this.volumes = volumes;
        this.manifest = manifest;
    }

    static boolean isDue(ProcessFacts process) {
        return process.instrument() == Instrument.SEARCH_WARRANT;
    }

    void write(PdfWriter pdf) throws IOException {
        ProcessFacts process = contents.process();
        pdf.newPage();
        pdf.heading("Inventory for the return of the warrant");
        pdf.paragraph((process.isUnderFederalRules()
                        ? "Federal Rules of Criminal Procedure 41(f)(1). This page can be copied into the return"
                        : "For the return or inventory that the law under which the court issued the warrant may ask"
                                + " for. This page can be copied into it")
                + "; it lists what " + contents.names().provider()
                + " produced under the warrant and shows none of it.");
        List<Fact> facts = new ArrayList<>(process.issue("Warrant of"));
        facts.add(new Fact("Executed by", process.agency() + ", by filing at the provider's portal"));
        facts.add(new Fact("Received", RowTexts.seconds(contents.handling().receivedAt())));
        facts.add(new Fact(
                "Prepared",
                RowTexts.seconds(contents.handling().preparedAt())
                        + ", when the files were made; they were released after the custodian's signature, which bears"
                        + " its own time"));
        facts.add(new Fact("Reference", contents.names().number()));
        facts.add(new Fact("Rows in all", RowTexts.number(counts.total())));
        pdf.facts(facts);
        terms(pdf);
        pdf.heading("Files");
        BackMatter.files(pdf, manifest);
        pdf.aside("This document is the file " + contents.names().number()
                + ".pdf, with the files above " + (volumes.several() ? "beside" : "inside") + " it. A file"
                + " cannot state its own hash: the portal shows it beside the download and at "
                + contents.names().portal()
                + "/verify.");
    }

    private void terms(PdfWriter pdf) throws IOException {
        Outcome outcome = new Outcome(contents.answer(), counts);
        pdf.heading("Rows by term");
        try (PdfTable table =
                pdf.table(List.of(new Column("Term", 12), new Column("Log", 50), new Column("Rows", 38)))) {
            for (Terms.Item item : contents.answer().granted().items()) {
                table.row(List.of(item.label(), item.log().title(), outcome.rows(item)));
            }
        }
    }
}
