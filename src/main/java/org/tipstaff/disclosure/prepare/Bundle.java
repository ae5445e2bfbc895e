package org.tipstaff.disclosure.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.disclosure.RowSource;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.Outcome;
import org.tipstaff.disclosure.contents.RowCounts;
import org.tipstaff.disclosure.document.DisclosureDocument;
import org.tipstaff.disclosure.document.FurtherVolumes;
import org.tipstaff.disclosure.document.Volumes;
import org.tipstaff.disclosure.twin.CsvTwin;
import org.tipstaff.disclosure.twin.JsonTwin;
import org.tipstaff.disclosure.twin.XlsxTwin;
import org.tipstaff.pdf.SignatureArea;
import org.tipstaff.sealing.Sha256;

/**
 * The files of a disclosure, in a directory of the caller's: the document to be signed, and its twins in CSV, JSON and
 * the provider's spreadsheet layout. They hold rows in the clear: the caller MUST give a directory of its own that only
 * the application can read, and remove it when the files are sealed, also after a failure.
 *
 * @param directory where the files lie, under the names in {@code document} and {@code twins}
 * @param document the PDF, not signed yet
 * @param twins as the document's manifest lists them: CSV, JSON, spreadsheet
 * @param volumes after the document, which is the first; mostly none
 * @param signatureArea where a visible signature goes
 */
public record Bundle(
        Path directory,
        ManifestEntry document,
        List<ManifestEntry> twins,
        List<ManifestEntry> volumes,
        SignatureArea signatureArea) {
    public Bundle {
        twins = List.copyOf(twins);
        volumes = List.copyOf(volumes);
    }

    /** What the document lists: the twins, then the further volumes. */
    public List<ManifestEntry> manifest() {
        return joined(twins, volumes);
    }

    private static List<ManifestEntry> joined(List<ManifestEntry> twins, List<ManifestEntry> volumes) {
        return Stream.concat(twins.stream(), volumes.stream()).toList();
    }

    /** Of all volumes. */
    public long rows() {
        return document.rows() + volumes.stream().mapToLong(ManifestEntry::rows).sum();
    }

    public Path file(ManifestEntry entry) {
        return directory.resolve(entry.fileName());
    }

    /**
     * Composes all files. Reads the rows once for the twins, whose hashes the document lists, once more for each further
     * sheet of the spreadsheet, once for the further volumes where there are some, and once for the document.
     *
     * @param directory exists, and is the caller's alone
     * @param sizes what is beyond goes into further volumes
     * @throws IllegalStateException where a row lies outside the granted terms, or rows come out of order
     */
    public static Bundle compose(DisclosureContents contents, RowSource rows, Path directory, Volumes.Sizes sizes)
            throws IOException {
        RowCounts counts = new RowCounts(contents.answer().granted());
        List<ManifestEntry> twins = twins(contents, rows, counts, directory);
        Volumes volumes = sizes.of(counts.total());
        List<ManifestEntry> further = FurtherVolumes.write(contents, counts, volumes, directory, rows);
        return document(contents, rows, counts, volumes, twins, further, directory);
    }

    private static List<ManifestEntry> twins(
            DisclosureContents contents, RowSource rows, RowCounts counts, Path directory) throws IOException {
        String name = contents.names().number();
        Path csvFile = directory.resolve(name + ".csv");
        Path jsonFile = directory.resolve(name + ".json");
        Path xlsxFile = directory.resolve(name + "_IDS_QueryLogs.xlsx");
        try (CsvTwin csv = new CsvTwin(csvFile, contents.names());
                JsonTwin json = new JsonTwin(jsonFile, contents);
                XlsxTwin xlsx = new XlsxTwin(xlsxFile, contents.answer().granted(), contents.names())) {
            rows.forEach((row, item) -> {
                if (!contents.answer().granted().allow(row)) {
                    throw new IllegalStateException("A row outside the granted terms is never produced");
                }
                long number = counts.add(item);
                csv.row(number, row, item);
                json.row(number, row, item);
                xlsx.row(row);
            });
            json.finish(new Outcome(contents.answer(), counts));
            xlsx.finish(rows);
        }
        return List.of(
                ManifestEntry.of(csvFile, MediaTypes.CSV, counts.total()),
                ManifestEntry.of(jsonFile, MediaTypes.JSON, counts.total()),
                ManifestEntry.of(xlsxFile, MediaTypes.XLSX, counts.total()));
    }

    /**
     * Composes the document anew around files that exist: the custodian signs what they read, byte for byte.
     *
     * @param produced the twins and further volumes; those that go into the document lie in the directory
     * @throws IllegalStateException where the rows are not as many as the files have
     */
    public static Bundle around(
            DisclosureContents contents, RowSource rows, List<ManifestEntry> produced, Path directory)
            throws IOException {
        RowCounts counts = new RowCounts(contents.answer().granted());
        rows.forEach((row, item) -> counts.add(item));
        List<ManifestEntry> twins = new ArrayList<>();
        List<ManifestEntry> further = new ArrayList<>();
        produced.forEach(entry -> (FileKind.of(entry).isVolume() ? further : twins).add(entry));
        Volumes volumes = Volumes.with(counts.total(), further);
        for (ManifestEntry twin : twins) {
            if (twin.rows() != counts.total()) {
                throw new IllegalStateException("The twins are not those that were prepared");
            }
        }
        for (ManifestEntry entry : DisclosureDocument.attached(twins, volumes)) {
            if (!Sha256.of(directory.resolve(entry.fileName())).equals(entry.sha256())) {
                throw new IllegalStateException("The twins are not those that were prepared");
            }
        }
        return document(contents, rows, counts, volumes, twins, further, directory);
    }

    private static Bundle document(
            DisclosureContents contents,
            RowSource rows,
            RowCounts counts,
            Volumes volumes,
            List<ManifestEntry> twins,
            List<ManifestEntry> further,
            Path directory)
            throws IOException {
        Path pdf = directory.resolve(Volumes.fileName(contents.names().number(), 1));
        SignatureArea area =
                new DisclosureDocument(contents, counts, volumes, joined(twins, further)).write(pdf, directory, rows);
        return new Bundle(directory, ManifestEntry.of(pdf, MediaTypes.PDF, volumes.last(1)), twins, further, area);
    }
}
