package org.tipstaff.disclosure.document;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.disclosure.RowSource;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.Limits;
import org.tipstaff.disclosure.contents.RowCounts;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfProperties;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;

/**
 * The volumes after the first: documents of their own with a cover and rows, whose numbers run on. None is signed; the
 * signed first volume lists their hashes.
 */
public final class FurtherVolumes implements RowSource.RowVisitor, Closeable {
    private final DisclosureContents contents;
    private final RowCounts counts;
    private final Volumes volumes;
    private final Path directory;
    private final RowCounts seen;
    private final List<ManifestEntry> written = new ArrayList<>();
    private @Nullable PdfWriter pdf;
    private @Nullable RowTables tables;
    private int volume = 1;

    private FurtherVolumes(DisclosureContents contents, RowCounts counts, Volumes volumes, Path directory) {
        this.contents = contents;
        this.counts = counts;
        this.volumes = volumes;
        this.directory = directory;
        this.seen = new RowCounts(contents.answer().granted());
    }

    /**
     * Writes them.
     *
     * @return what the first volume lists, in order; empty where the first volume is the only one
     */
    public static List<ManifestEntry> write(
            DisclosureContents contents, RowCounts counts, Volumes volumes, Path directory, RowSource rows)
            throws IOException {
        if (!volumes.several()) {
            return List.of();
        }
        try (FurtherVolumes further = new FurtherVolumes(contents, counts, volumes, directory)) {
            rows.forEach(further);
            further.finish();
            if (further.written.size() != volumes.count() - 1) {
                throw new IllegalStateException("The rows changed between two readings");
            }
            return List.copyOf(further.written);
        }
    }

    @Override
    public void row(LogRecord row, Terms.Item item) throws IOException {
        long number = seen.add(item);
        int of = volumes.of(number);
        if (of == 1) {
            return;
        }
        if (of != volume) {
            finish();
            begin(of);
        }
        if (tables != null) {
            tables.row(number, row, item);
        }
    }

    private void begin(int next) throws IOException {
        volume = next;
        PdfWriter begun = new PdfWriter(Files.newOutputStream(file()), properties());
        pdf = begun;
        cover(begun);
        tables = new RowTables(begun, counts);
    }

    private void finish() throws IOException {
        if (pdf != null && tables != null) {
            tables.close();
            pdf.finish();
            pdf.close();
            pdf = null;
            written.add(ManifestEntry.of(file(), MediaTypes.PDF, volumes.last(volume) - volumes.first(volume) + 1));
        }
    }

    private Path file() {
        return directory.resolve(Volumes.fileName(contents.names().number(), volume));
    }

    private PdfProperties properties() {
        DisclosureContents.Names names = contents.names();
        return new PdfProperties(
                volumes.title(volume) + " of disclosure " + names.number(),
                names.provider(),
                contents.handling().preparedAt(),
                new PdfProperties.Header(
                        names.provider(), "Disclosure " + names.number() + " · " + volumes.title(volume)),
                "All times are UTC. What the log does not show: page 1.");
    }

    private void cover(PdfWriter to) throws IOException {
        DisclosureContents.Names names = contents.names();
        String first = Volumes.fileName(names.number(), 1);
        to.title(
                "Reference " + names.reference() + " · Disclosure " + names.number(),
                volumes.title(volume) + " of disclosure " + names.number());
        to.facts(List.of(
                new Fact("Provider", names.provider()),
                new Fact("Reference", names.reference().value()),
                new Fact(
                        "Rows here",
                        RowTexts.number(volumes.first(volume)) + " to " + RowTexts.number(volumes.last(volume)) + " of "
                                + RowTexts.number(volumes.rows())),
                new Fact("Certificate", "In volume 1, the file " + first)));
        to.callout("What this log does not show", Limits.of(contents.answer().granted()));
        to.heading("How to verify this volume");
        to.points(List.of(
                "This volume has no signature of its own. The signature on volume 1 covers it: volume 1 lists the SHA-256"
                        + " hash of this file under Files produced.",
                "Verify volume 1 as it says; then compare the hash that it lists with that of this file: sha256sum "
                        + Volumes.fileName(names.number(), volume) + ".",
                "At the portal: " + names.portal() + "/verify knows the fingerprint of this volume too."));
    }

    @Override
    public void close() throws IOException {
        if (pdf != null) {
            pdf.close();
        }
    }
}
