package org.tipstaff.disclosure.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Edition;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.disclosure.OtherDocuments;
import org.tipstaff.disclosure.Receipt;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.pdf.Attachment;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfProperties;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Finding;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;
import org.tipstaff.review.Answers;
import org.tipstaff.review.Decision;

/**
 * The record of one request as a document for auditors: what was asked, found, decided and done, with the audit entries
 * and their hashes. Handles stand in it only as a number; every signed disclosure is attached as it was signed.
 */
final class RecordDocument {
    private final RecordView.Details details;
    private final String provider;
    private final Instant madeAt;

    RecordDocument(RecordView.Details details, String provider, Instant madeAt) {
        this.details = details;
        this.provider = provider;
        this.madeAt = madeAt;
    }

    /** @param signed the signed documents that are still there */
    void write(Path file, Map<Edition, Path> signed) throws IOException {
        Request request = details.request();
        PdfProperties properties = new PdfProperties(
                "Record of request " + request.reference(),
                provider,
                madeAt,
                new PdfProperties.Header(provider, "Record of " + request.reference()),
                "All times are UTC.");
        try (OutputStream out = Files.newOutputStream(file);
                PdfWriter pdf = new PdfWriter(out, properties)) {
            pdf.title("Disclosure record", "Record of request " + request.reference());
            pdf.facts(facts(request));
            findings(pdf);
            decisions(pdf);
            timeline(pdf);
            files(pdf);
            letters(pdf);
            entries(pdf);
            for (Disclosure disclosure : details.disclosures()) {
                Path document = signed.get(disclosure.edition());
                if (document != null) {
                    pdf.attach(new Attachment(
                            document,
                            disclosure.file(FileKind.PDF).orElseThrow().entry().fileName(),
                            MediaTypes.PDF,
                            "The disclosure as it was signed" + (disclosure.recalled() ? "; recalled" : ""),
                            madeAt));
                }
            }
            pdf.finish();
        }
    }

    private List<Fact> facts(Request request) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Status", request.status().title()),
                new Fact(
                        "Process",
                        request.process().instrument().title() + ", "
                                + request.process().instrument().statute()),
                new Fact("Court", request.process().courtName()),
                new Fact("Judge", request.process().judge()),
                new Fact("Docket", request.process().docket()),
                new Fact("Issued", request.process().issuedOn().toString()),
                new Fact("Agency", request.agency().name()),
                new Fact("Filed by", request.filedBy().name()),
                new Fact("Received", RowTexts.exact(request.receivedAt())),
                new Fact("Due", RowTexts.exact(request.dueAt())),
                new Fact(
                        "Handles named",
                        Integer.toString(request.terms().handles().size())),
                new Fact(
                        "Range",
                        RowTexts.exact(request.terms().range().from()) + " up to "
                                + RowTexts.exact(request.terms().range().to())),
                new Fact("Order, SHA-256", request.documentHash().hex()),
                new Fact("Terms, keyed hash", request.termsHash().hex())));
        if (details.hold() != null && details.hold().sealedSha256() != null) {
            facts.add(
                    new Fact("Snapshot, SHA-256", details.hold().sealedSha256().hex()));
        }
        if (details.destruction() != null) {
            facts.add(new Fact(
                    "Snapshot destroyed",
                    RowTexts.exact(details.destruction().destroyedAt()) + ", "
                            + details.destruction().why()));
        }
        return facts;
    }

    private void findings(PdfWriter pdf) throws IOException {
        pdf.heading("Findings");
        if (details.examinedUnder().isPresent()) {
            pdf.aside("Examined under the policy of " + details.examinedUnder().get() + ".");
        }
        try (PdfTable table = pdf.table(
                List.of(new Column("Check", 60), new Column("Verdict", 22), new Column("What was found", 120)))) {
            for (Finding finding : details.findings()) {
                table.row(List.of(
                        finding.code(), finding.verdict().name(), finding.reason() + " (" + finding.statute() + ")"));
            }
        }
    }

    private void decisions(PdfWriter pdf) throws IOException {
        pdf.heading("Decisions");
        if (details.decisions().isEmpty()) {
            pdf.paragraph("No reviewer has decided.");
            return;
        }
        try (PdfTable table = pdf.table(List.of(
                new Column("Decision", 30),
                new Column("By", 40),
                new Column("At", 56),
                new Column("Rows", 20),
                new Column("Reason", 80)))) {
            for (Decision decision : details.decisions()) {
                table.row(List.of(
                        decision.move().title(),
                        decision.by().name(),
                        RowTexts.exact(decision.at()),
                        Long.toString(decision.rows()),
                        decision.reason()));
            }
        }
        answers(pdf);
    }

    /** What was answered to each finding; an answer against the portal's own is printed with its reason. */
    private void answers(PdfWriter pdf) throws IOException {
        if (details.decisions().stream()
                .allMatch(decision -> decision.answers().lines().isEmpty())) {
            return;
        }
        pdf.heading("Answers to the findings");
        try (PdfTable table = pdf.table(List.of(
                new Column("By", 40),
                new Column("Finding", 60),
                new Column("Answer", 30),
                new Column("Why against the finding", 80)))) {
            for (Decision decision : details.decisions()) {
                for (Answers.Line line : decision.answers().lines()) {
                    table.row(List.of(decision.by().name(), line.code(), line.answer(), line.override()));
                }
            }
        }
    }

    private void timeline(PdfWriter pdf) throws IOException {
        pdf.heading("Steps");
        try (PdfTable table = pdf.table(List.of(
                new Column("At", 56),
                new Column("Step", 40),
                new Column("By", 44),
                new Column("From", 34),
                new Column("To", 34)))) {
            for (Moved moved : details.timeline()) {
                table.row(List.of(
                        RowTexts.exact(moved.at()),
                        moved.move().title(),
                        moved.actorName() + " (" + moved.role().claim() + ")",
                        moved.from().name(),
                        moved.to().name()));
            }
        }
    }

    private void files(PdfWriter pdf) throws IOException {
        if (details.disclosures().isEmpty()) {
            pdf.heading("Disclosure");
            pdf.paragraph("Nothing was disclosed.");
        }
        for (Disclosure disclosure : details.disclosures()) {
            pdf.heading("Disclosure " + disclosure.number());
            pdf.facts(facts(disclosure));
        }
    }

    private List<Fact> facts(Disclosure disclosure) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Number", disclosure.number()));
        facts.add(new Fact("Rows", Long.toString(disclosure.rows())));
        if (disclosure.certifier() != null) {
            facts.add(new Fact("Certified by", disclosure.certifier().name()));
        }
        if (disclosure.signedAt() != null) {
            facts.add(new Fact("Signed", RowTexts.exact(disclosure.signedAt())));
        }
        if (disclosure.recalledAt() != null) {
            String successor = details.successor(disclosure);
            facts.add(new Fact(
                    "Recalled",
                    RowTexts.exact(disclosure.recalledAt())
                            + (successor.isEmpty() ? "" : ", replaced by " + successor)));
            facts.add(new Fact("Why", String.valueOf(disclosure.recallReason())));
        }
        for (Disclosure.File file : disclosure.files()) {
            facts.add(new Fact(
                    file.entry().fileName(),
                    file.entry().bytes() + " bytes, SHA-256 "
                            + file.entry().sha256().hex()));
        }
        for (Receipt receipt : details.receipts(disclosure)) {
            facts.add(new Fact(
                    "Downloaded", receipt.kind().name() + " by " + receipt.by() + ", " + RowTexts.exact(receipt.at())));
        }
        return facts;
    }

    private void letters(PdfWriter pdf) throws IOException {
        for (OtherDocuments.Signed letter : details.letters()) {
            pdf.heading(letter.title() + " " + letter.number());
            pdf.facts(List.of(
                    new Fact("Signed", RowTexts.exact(letter.signedAt())),
                    new Fact("Issued by", letter.issuedBy()),
                    new Fact(
                            letter.fileName(),
                            letter.bytes() + " bytes, SHA-256 "
                                    + letter.sha256().hex())));
        }
    }

    private void entries(PdfWriter pdf) throws IOException {
        pdf.heading("Audit entries");
        pdf.aside("Each entry with the hash of its exact bytes; the chain over them is described in"
                + " docs/audit-format.md.");
        List<AuditReader.Numbered> oldestFirst = new ArrayList<>(details.entries());
        java.util.Collections.reverse(oldestFirst);
        try (PdfTable table = pdf.table(List.of(
                new Column("No.", 16),
                new Column("At", 50),
                new Column("Action", 48),
                new Column("By", 40),
                new Column("SHA-256 of the entry", 100)))) {
            for (AuditReader.Numbered numbered : oldestFirst) {
                table.row(List.of(
                        Long.toString(numbered.seq()),
                        RowTexts.exact(numbered.entry().occurredAt()),
                        numbered.entry().action().name(),
                        numbered.entry().actorName(),
                        numbered.hash().hex()));
            }
        }
    }
}
