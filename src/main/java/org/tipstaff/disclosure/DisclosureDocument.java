package org.tipstaff.disclosure;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.pdf.Attachment;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.PdfProperties;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.pdf.SignatureArea;
import org.tipstaff.process.Terms;

/**
 * The document that answers the process. What the log does not show stands on page 1, the rows after what was asked and
 * granted, the certificate at the end with room for the custodian's signature. The twins are attached to it.
 */
final class DisclosureDocument {
    static final String SIGNATURE_FIELD = "custodian";

    private static final List<Column> ROW_COLUMNS = List.of(
            new Column("No.", 32),
            new Column("Term", 26),
            new Column("Time (UTC)", 62),
            Column.exact("Source handle", 106),
            Column.exact("Target handle", 106),
            Column.exact("Client IP", 84),
            Column.exact("Service", 74),
            new Column("Lookup devices", 40),
            Column.exact("User agent", 88),
            Column.exact("Hardware", 52),
            Column.exact("OS", 42));

    private final DisclosureContents contents;
    private final RowCounts counts;
    private final List<ManifestEntry> manifest;

    DisclosureDocument(DisclosureContents contents, RowCounts counts, List<ManifestEntry> manifest) {
        this.contents = contents;
        this.counts = counts;
        this.manifest = List.copyOf(manifest);
    }

    /**
     * Writes the document.
     *
     * @param directory where the files of the manifest lie
     * @return where a visible signature goes
     * @throws IllegalStateException where the rows are not those that were counted
     */
    SignatureArea write(Path file, Path directory, RowSource rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                PdfWriter pdf = new PdfWriter(out, properties())) {
            new FrontMatter(contents, counts).write(pdf);
            if (counts.total() > 0) {
                rows(pdf, rows);
            }
            SignatureArea area = new BackMatter(contents, counts, manifest).write(pdf);
            for (ManifestEntry entry : manifest) {
                pdf.attach(new Attachment(
                        directory.resolve(entry.fileName()),
                        entry.fileName(),
                        entry.mediaType(),
                        "The rows of this disclosure as " + entry.mediaType(),
                        contents.handling().preparedAt()));
            }
            pdf.finish();
            return area;
        }
    }

    private PdfProperties properties() {
        DisclosureContents.Names names = contents.names();
        return new PdfProperties(
                "Disclosure " + names.number() + " in answer to "
                        + contents.process().instrument().title().toLowerCase(Locale.ROOT) + " "
                        + contents.process().docket(),
                names.provider(),
                contents.handling().preparedAt(),
                new PdfProperties.Header(names.provider(), "Disclosure " + names.number()),
                "All times are UTC. What the log does not show: page 1.");
    }

    private void rows(PdfWriter pdf, RowSource rows) throws IOException {
        try (RowTables tables = new RowTables(pdf)) {
            rows.forEach(tables);
            if (tables.seen.total() != counts.total()) {
                throw new IllegalStateException("The rows changed between two readings");
            }
        }
    }

    /** One table an item. */
    private final class RowTables implements RowSource.RowVisitor, Closeable {
        private final PdfWriter pdf;
        private final RowCounts seen = new RowCounts(contents.answer().granted());
        private int item;
        private @Nullable PdfTable table;

        RowTables(PdfWriter pdf) {
            this.pdf = pdf;
        }

        @Override
        public void row(LogRecord row, Terms.Item of) throws IOException {
            if (!contents.answer().granted().allow(row)) {
                throw new IllegalStateException("A row outside the granted terms is never produced");
            }
            long number = seen.add(of);
            PdfTable current = table;
            if (current == null || item != of.number()) {
                current = begin(of);
            }
            List<String> texts = RowTexts.of(number, row, of);
            current.row(List.of(
                    texts.get(0),
                    texts.get(1),
                    RowTexts.readable(row.occurredAt()),
                    texts.get(4),
                    texts.get(5),
                    texts.get(6),
                    texts.get(7),
                    texts.get(8),
                    texts.get(9),
                    texts.get(10),
                    texts.get(11)));
        }

        private PdfTable begin(Terms.Item of) throws IOException {
            close();
            pdf.widePage(150);
            pdf.heading(
                    of.label() + " · " + of.log().title() + " · " + of.handle().value());
            pdf.spelling(of.handle().value());
            pdf.aside(FrontMatter.rowsOf(counts.of(of)) + ". " + Limits.besideTable(of.log()));
            item = of.number();
            PdfTable begun = pdf.dataTable(ROW_COLUMNS);
            table = begun;
            return begun;
        }

        @Override
        public void close() throws IOException {
            if (table != null) {
                table.close();
                table = null;
            }
        }
    }
}
