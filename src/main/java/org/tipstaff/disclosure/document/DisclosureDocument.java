package org.tipstaff.disclosure.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.RowSource;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.RowCounts;
import org.tipstaff.pdf.Attachment;
import org.tipstaff.pdf.PdfProperties;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.pdf.SignatureArea;

/**
 * The document that answers the process. What the log does not show stands on page 1, the rows after what was asked and
 * granted, the certificate at the end with room for the custodian's signature. The twins are attached to it, unless it
 * is the first of several volumes.
 */
public final class DisclosureDocument {
    public static final String SIGNATURE_FIELD = "custodian";

    private final DisclosureContents contents;
    private final RowCounts counts;
    private final Volumes volumes;
    private final List<ManifestEntry> manifest;

    public DisclosureDocument(
            DisclosureContents contents, RowCounts counts, Volumes volumes, List<ManifestEntry> manifest) {
        this.contents = contents;
        this.counts = counts;
        this.volumes = volumes;
        this.manifest = List.copyOf(manifest);
    }

    /**
     * Writes the document.
     *
     * @param directory where the files of the manifest lie
     * @return where a visible signature goes
     * @throws IllegalStateException where the rows are not those that were counted
     */
    public SignatureArea write(Path file, Path directory, RowSource rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                PdfWriter pdf = new PdfWriter(out, properties())) {
            new FrontMatter(contents, counts, volumes).write(pdf);
            if (counts.total() > 0) {
                rows(pdf, rows);
            }
            SignatureArea area = new BackMatter(contents, counts, volumes, manifest).write(pdf);
            for (ManifestEntry entry : attached(manifest, volumes)) {
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
                        + contents.process().shortName(),
                names.provider(),
                contents.handling().preparedAt(),
                new PdfProperties.Header(
                        names.provider(),
                        "Disclosure " + names.number() + (volumes.several() ? " · " + volumes.title(1) : "")),
                "All times are UTC. What the log does not show: page 1.");
    }

    /**
     * What goes into the document itself. Where a disclosure has several volumes nothing does: a reader opens a document
     * of pages, not one of gigabytes.
     */
    public static List<ManifestEntry> attached(List<ManifestEntry> manifest, Volumes volumes) {
        return volumes.several() ? List.of() : manifest;
    }

    private void rows(PdfWriter pdf, RowSource rows) throws IOException {
        RowCounts seen = new RowCounts(contents.answer().granted());
        try (RowTables tables = new RowTables(pdf, counts)) {
            rows.forEach((row, item) -> {
                if (!contents.answer().granted().allow(row)) {
                    throw new IllegalStateException("A row outside the granted terms is never produced");
                }
                long number = seen.add(item);
                if (volumes.of(number) == 1) {
                    tables.row(number, row, item);
                }
            });
        }
        if (seen.total() != counts.total()) {
            throw new IllegalStateException("The rows changed between two readings");
        }
    }
}
