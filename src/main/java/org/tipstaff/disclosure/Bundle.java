package org.tipstaff.disclosure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
 * @param signatureArea where a visible signature goes
 */
public record Bundle(Path directory, ManifestEntry document, List<ManifestEntry> twins, SignatureArea signatureArea) {
    public static final String PDF = "application/pdf";
    public static final String CSV = "text/csv";
    public static final String JSON = "application/json";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public Bundle {
        twins = List.copyOf(twins);
    }

    public Path file(ManifestEntry entry) {
        return directory.resolve(entry.fileName());
    }

    /**
     * Composes all files. Reads the rows once for the twins, whose hashes the document lists, once more for each further
     * sheet of the spreadsheet, and once for the document.
     *
     * @param directory exists, and is the caller's alone
     * @throws IllegalStateException where a row lies outside the granted terms, or rows come out of order
     */
    public static Bundle compose(DisclosureContents contents, RowSource rows, Path directory) throws IOException {
        String name = contents.names().number();
        Path csvFile = directory.resolve(name + ".csv");
        Path jsonFile = directory.resolve(name + ".json");
        Path xlsxFile = directory.resolve(name + "_IDS_QueryLogs.xlsx");
        RowCounts counts = new RowCounts(contents.answer().granted());
        try (CsvTwin csv = new CsvTwin(csvFile);
                JsonTwin json = new JsonTwin(jsonFile, contents);
                XlsxTwin xlsx = new XlsxTwin(xlsxFile, contents.answer().granted())) {
            rows.forEach((row, item) -> {
                if (!contents.answer().granted().allow(row)) {
                    throw new IllegalStateException("A row outside the granted terms is never produced");
                }
                long number = counts.add(item);
                csv.row(number, row, item);
                json.row(number, row, item);
                xlsx.row(row);
            });
            json.finish(counts.total());
            xlsx.finish(rows);
        }
        List<ManifestEntry> twins = List.of(
                ManifestEntry.of(csvFile, CSV, counts.total()),
                ManifestEntry.of(jsonFile, JSON, counts.total()),
                ManifestEntry.of(xlsxFile, XLSX, counts.total()));
        Path pdfFile = directory.resolve(name + ".pdf");
        SignatureArea area = new DisclosureDocument(contents, counts, twins).write(pdfFile, directory, rows);
        return new Bundle(directory, ManifestEntry.of(pdfFile, PDF, counts.total()), twins, area);
    }

    /**
     * Composes the document anew around twins that exist: the custodian signs what they read, byte for byte.
     *
     * @param twins lie in the directory
     * @throws IllegalStateException where the rows are not as many as the twins have
     */
    static Bundle around(DisclosureContents contents, RowSource rows, List<ManifestEntry> twins, Path directory)
            throws IOException {
        RowCounts counts = new RowCounts(contents.answer().granted());
        rows.forEach((row, item) -> counts.add(item));
        for (ManifestEntry twin : twins) {
            if (twin.rows() != counts.total()
                    || !Sha256.of(directory.resolve(twin.fileName())).equals(twin.sha256())) {
                throw new IllegalStateException("The twins are not those that were prepared");
            }
        }
        Path pdfFile = directory.resolve(contents.names().number() + ".pdf");
        SignatureArea area = new DisclosureDocument(contents, counts, twins).write(pdfFile, directory, rows);
        return new Bundle(directory, ManifestEntry.of(pdfFile, PDF, counts.total()), twins, area);
    }
}
