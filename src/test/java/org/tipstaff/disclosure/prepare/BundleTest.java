package org.tipstaff.disclosure.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.disclosure.DisclosureFixtures.MAIL;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.generated;
import static org.tipstaff.disclosure.DisclosureFixtures.hostile;
import static org.tipstaff.disclosure.DisclosureFixtures.source;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.disclosure.DisclosureFixtures.Row;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.RowSource;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.Absence;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.twin.SpreadsheetText;
import org.tipstaff.disclosure.twin.TwinReader;
import org.tipstaff.disclosure.twin.XlsxTwin;
import org.tipstaff.pdf.TaggedText;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Terms;
import org.tipstaff.sealing.Sha256;

class BundleTest {
    private static final Terms TERMS = terms(PHONE, MAIL);

    @TempDir
    Path directory;

    @Test
    void every_file_holds_exactly_the_rows_however_hostile() throws IOException {
        List<Row> rows = hostile(TERMS);
        Bundle bundle = compose(source(rows));
        List<List<String>> expected = texts(rows);

        assertThat(TwinReader.csv(bundle)).isEqualTo(expected);
        assertThat(TwinReader.json(bundle)).isEqualTo(expected);
        assertThat(SpreadsheetText.of(bundle.file(bundle.twins().get(2))))
                .satisfies(sheet -> assertThat(sheet.get("A3")).isEqualTo("2 handles, see columns D and E"))
                .satisfies(sheet -> assertThat(sheet.row(9)).isEqualTo(XlsxTwin.HEADER));
        SpreadsheetText sheet = SpreadsheetText.of(bundle.file(bundle.twins().get(2)));
        for (int i = 0; i < rows.size(); i++) {
            assertThat(sheet.row(10 + i))
                    .isEqualTo(XlsxTwin.cells(rows.get(i).row()).stream()
                            .map(RowTexts::whole)
                            .toList());
        }
        assertThat(TwinReader.pdfRows(bundle))
                .isEqualTo(expected.stream().map(TwinReader::asPrinted).toList());
    }

    @Test
    void no_cell_of_the_csv_file_can_run_as_a_formula() throws IOException {
        Bundle bundle = compose(source(hostile(TERMS)));
        for (List<String> record :
                TwinReader.Rfc4180.read(bundle.file(bundle.twins().get(0)))) {
            assertThat(record).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r\n＝＋－＠].*"));
        }
    }

    @Test
    void pdftotext_reads_the_rows_in_their_order() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/pdftotext")), "pdftotext is not installed");
        Bundle bundle = compose(generated(TERMS, 300));
        Path text = directory.resolve("text.txt");
        Process process = new ProcessBuilder(
                        "/usr/bin/pdftotext",
                        "-raw",
                        bundle.file(bundle.document()).toString(),
                        text.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String read = Files.readString(text).replaceAll("\\s", "");
        int at = 0;
        for (List<String> row : TwinReader.csv(bundle)) {
            String line = String.join("", TwinReader.asPrinted(row)).replaceAll("\\s", "");
            at = read.indexOf(line, at);
            assertThat(at).as("row %s", row.get(0)).isNotNegative();
        }
    }

    @Test
    void page_one_says_what_the_log_does_not_show_and_what_was_kept() throws IOException {
        assertThat(page(compose(generated(TERMS, 1)), 1))
                .contains("TS-26-004182-D1", "3:26-mc-00417-XYZ", "Northern District of California")
                .contains("What this log does not show", "not the absence of contact", "not a number of acts")
                .contains("kept for 30 days of 24 hours", "Cut-off 2026-10-21 15:04:05.123456 UTC")
                .contains("1 row answer");
    }

    @Test
    void the_certificate_has_every_statement_and_the_hashes_of_the_files() throws IOException {
        Bundle bundle = compose(generated(TERMS, 3));
        String text = text(bundle).replaceAll("\\s+", " ");
        assertThat(text)
                .contains(
                        "FRE 803(6)(A)", "FRE 803(6)(B)", "FRE 803(6)(C)", "FRE 902(11)", "FRE 902(13)", "FRE 902(14)")
                .contains("I declare under penalty of perjury that the foregoing is true and correct. Executed on"
                        + " November 23, 2026.")
                .contains("Jordan Example", "/verify", "pdfsig", "openssl cms")
                .doesNotContain("803(7)");
        for (ManifestEntry twin : bundle.twins()) {
            assertThat(twin.rows()).isEqualTo(3);
            assertThat(twin.sha256()).isEqualTo(Sha256.of(bundle.file(twin)));
            assertThat(text.replace(" ", "")).contains(twin.sha256().hex());
        }
    }

    /** A page that shows few rows, of which each breaks in three places, is read wrongly. */
    @Test
    void rows_of_usual_values_take_one_line_each() throws IOException {
        List<Row> rows = new ArrayList<>();
        generated(TERMS, 100)
                .forEach((row, item) -> rows.add(new Row(
                        DisclosureFixtures.query(
                                row.source(),
                                row.occurredAt(),
                                Objects.requireNonNull(row.target()),
                                new org.tipstaff.invitation.LogDetails(
                                        "2001:db8:85a3:1234:5678:8a2e:370:7334",
                                        "com.apple.madrid",
                                        1,
                                        "[iOS,26.1,23B85,iPhone17,1]",
                                        "iPhone17,1",
                                        "26.1")),
                        item)));
        for (Bundle bundle : List.of(
                compose(generated(TERMS, 100)),
                Bundle.compose(
                        contents(TERMS, TERMS, coverage()),
                        source(rows),
                        Files.createDirectory(directory.resolve("six")),
                        DisclosureFixtures.ONE_VOLUME))) {
            List<String> lines = table(bundle, 4).lines().toList();
            assertThat(lines)
                    .filteredOn(
                            line -> line.matches("[0-9]+ T1 2026-11-01 [0-9:.]{15} \\+12025550123 \\+1202555[0-9]{4}"
                                    + " [0-9a-f:.]+ com\\.apple\\.madrid [0-9] \\[iOS,26\\.1,23B85,iPhone17,1] iPhone17,1"
                                    + " 26\\.1"))
                    .hasSizeGreaterThan(32);
        }
    }

    private static String table(Bundle bundle, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(bundle.file(bundle.document()).toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            return stripper.getText(document);
        }
    }

    @Test
    void the_twins_are_attached_byte_for_byte() throws IOException {
        Bundle bundle = compose(generated(TERMS, 3));
        try (PDDocument document = Loader.loadPDF(bundle.file(bundle.document()).toFile())) {
            var files =
                    document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            assertThat(files).hasSize(3);
            for (ManifestEntry twin : bundle.twins()) {
                byte[] embedded = Objects.requireNonNull(files.get(twin.fileName()))
                        .getEmbeddedFile()
                        .toByteArray();
                assertThat(Sha256.of(embedded)).isEqualTo(twin.sha256());
            }
        }
    }

    @Test
    void no_rows_are_an_answer_with_its_reason() throws IOException {
        Bundle bundle = compose(visitor -> {});
        String text = text(bundle).replaceAll("\\s+", " ");
        assertThat(text)
                .contains("No responsive records", "Why there are no records", Absence.NONE_IN_THIS_TIME.sentence())
                .contains("FRE 803(7)")
                .doesNotContain("User agent");
        assertThat(TwinReader.json(bundle)).isEmpty();
        assertThat(TwinReader.csv(bundle)).isEmpty();
    }

    /** Else a fingerprint leads to another case, and a recalled file to one that stands. */
    @Test
    void no_file_of_one_disclosure_is_that_of_another_also_without_rows() throws Exception {
        DisclosureContents first = contents(TERMS, TERMS, coverage());
        DisclosureContents second = DisclosureFixtures.corrected(first);
        Bundle one = Bundle.compose(
                first, visitor -> {}, Files.createDirectory(directory.resolve("one")), DisclosureFixtures.ONE_VOLUME);
        Bundle other = Bundle.compose(
                second,
                visitor -> {},
                Files.createDirectory(directory.resolve("other")),
                DisclosureFixtures.ONE_VOLUME);

        for (int i = 0; i < one.twins().size(); i++) {
            assertThat(one.twins().get(i).sha256())
                    .isNotEqualTo(other.twins().get(i).sha256());
        }
        assertThat(TwinReader.csv(one)).isEmpty();
        // Its clock alone would make it another file; that is not relied on.
        assertThat(title(one)).contains("Disclosure TS-26-004182-D1<");
        assertThat(title(other)).contains("Disclosure TS-26-004182-D2<");
    }

    /** Of a disclosure without rows all but the handle can be known to whoever has the database, and the hashes lie there. */
    @Test
    void who_knows_all_that_a_file_says_cannot_compute_its_hash_without_the_salt() throws IOException {
        DisclosureContents contents = contents(TERMS, TERMS, coverage());
        Bundle one = empty(contents, "one");
        Bundle same = empty(contents, "same");
        Bundle other = empty(DisclosureFixtures.salted(contents, "ffeeddccbbaa99887766554433221100"), "other");

        for (int i = 0; i < 2; i++) {
            assertThat(one.twins().get(i).sha256())
                    .isEqualTo(same.twins().get(i).sha256());
            assertThat(one.twins().get(i).sha256())
                    .isNotEqualTo(other.twins().get(i).sha256());
        }
        // Its clock makes the spreadsheet another file each second, which can be tried.
        assertThat(part(one, "docProps/custom.xml")).contains(DisclosureFixtures.SALT);
        assertThat(part(other, "docProps/custom.xml")).contains("ffeeddccbbaa99887766554433221100");
    }

    private Bundle empty(DisclosureContents contents, String name) throws IOException {
        return Bundle.compose(
                contents, visitor -> {}, Files.createDirectory(directory.resolve(name)), DisclosureFixtures.ONE_VOLUME);
    }

    private static String title(Bundle bundle) throws IOException {
        return part(bundle, "docProps/core.xml");
    }

    private static String part(Bundle bundle, String name) throws IOException {
        try (var file =
                new java.util.zip.ZipFile(bundle.file(bundle.twins().get(2)).toFile())) {
            var in = file.getInputStream(Objects.requireNonNull(file.getEntry(name)));
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_disclosure_that_nobody_certified_leaves_the_places_blank() throws IOException {
        DisclosureContents blank = contents(new DisclosureContents.Answer(TERMS, TERMS, List.of(), coverage()), null);
        Bundle bundle = Bundle.compose(blank, generated(TERMS, 1), directory, DisclosureFixtures.ONE_VOLUME);
        assertThat(text(bundle)).contains("To be completed").doesNotContain("Jordan Example");
    }

    @Test
    void a_row_outside_the_granted_terms_stops_everything() {
        Terms granted = terms(PHONE);
        Terms.Item mail = TERMS.items().get(2);
        RowSource rows = visitor -> visitor.row(
                DisclosureFixtures.query(MAIL, DisclosureFixtures.RANGE.from(), PHONE, DisclosureFixtures.details("")),
                new Terms.Item(1, PHONE, mail.log()));
        assertThatThrownBy(() -> Bundle.compose(
                        contents(TERMS, granted, coverage()), rows, directory, DisclosureFixtures.ONE_VOLUME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("robin");
    }

    @Test
    void rows_out_of_order_stop_everything() {
        List<Row> rows = new ArrayList<>(hostile(terms(MAIL)));
        RowSource source = visitor -> {
            visitor.row(rows.get(0).row(), TERMS.items().get(2));
            generated(TERMS, 1).forEach(visitor);
        };
        assertThat(TERMS.items().get(2).handle()).isEqualTo(MAIL);
        assertThatThrownBy(() -> compose(source)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void narrowed_terms_come_with_their_reason() throws IOException {
        Terms granted = terms(PHONE);
        Bundle bundle = Bundle.compose(
                contents(TERMS, granted, coverage()), generated(granted, 1), directory, DisclosureFixtures.ONE_VOLUME);
        assertThat(text(bundle).replaceAll("\\s+", " ")).contains("Reason: The order names one handle in Attachment A");
    }

    @Test
    void a_search_warrant_comes_with_an_inventory_for_its_return_and_nothing_else_does() throws IOException {
        DisclosureContents warrant =
                DisclosureFixtures.under(Instrument.SEARCH_WARRANT, contents(TERMS, TERMS, coverage()));
        Bundle bundle = Bundle.compose(warrant, generated(TERMS, 3), directory, DisclosureFixtures.ONE_VOLUME);
        String text = text(bundle).replaceAll("\\s+", " ");
        String page = text.substring(
                text.indexOf("Inventory for the return"), text.indexOf("Certificate of the custodian of records"));
        assertThat(page)
                .contains("3:26-mc-00417-XYZ", "Received 2026-11-20 15:04:01 UTC", "Rows in all 3")
                .contains("T1 Capability query log 3", "T4 FaceTime call invitation log 0 – no record in this time")
                .doesNotContain(PHONE.value(), MAIL.value());
        for (ManifestEntry twin : bundle.twins()) {
            assertThat(page.replace(" ", "")).contains(twin.sha256().hex());
        }
        assertThat(text(compose(generated(TERMS, 3)))).doesNotContain("Inventory for the return");
    }

    @Test
    void every_handle_and_log_with_rows_has_a_table_of_its_own() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Terms.Item item : List.of(TERMS.items().get(0), TERMS.items().get(2))) {
            rows.add(new Row(
                    DisclosureFixtures.query(
                            item.handle(), DisclosureFixtures.RANGE.from(), MAIL, DisclosureFixtures.details("x")),
                    item));
        }
        Bundle bundle = compose(source(rows));
        assertThat(TaggedText.of(bundle.file(bundle.document())).headings())
                .contains("T1 · Capability query log · " + PHONE.value(), "T3 · Capability query log · " + MAIL.value())
                .noneMatch(heading -> heading.startsWith("T2") || heading.startsWith("T4"));
    }

    @Test
    void what_is_not_produced_stands_with_its_reason() throws IOException {
        var whole = coverage();
        var late = new org.tipstaff.invitation.TimeRange(
                DisclosureFixtures.RANGE.from().plusSeconds(86_400),
                DisclosureFixtures.RANGE.from().plusSeconds(90_000));
        var partly = new org.tipstaff.invitation.Coverage(
                whole.asked(),
                whole.asOf(),
                whole.retention(),
                java.util.Map.of(
                        org.tipstaff.invitation.LogKind.CAPABILITY_QUERY,
                        DisclosureFixtures.RANGE.from().plusSeconds(3_600)),
                whole.daysHeld(),
                List.of(late));
        Bundle bundle = Bundle.compose(
                contents(TERMS, terms(PHONE), partly),
                generated(terms(PHONE), 0),
                directory,
                DisclosureFixtures.ONE_VOLUME);
        assertThat(text(bundle).replaceAll("\\s+", " "))
                .contains("Asked and not granted: robin@example.com. Reason: The order names one handle")
                .contains("Capability query log, from 2026-11-01 00:00:00.000000 up to 2026-11-01 01:00:00.000000 UTC:"
                        + " outside retention")
                .contains("FaceTime call invitation log: never held")
                .contains("Gap in the log, from 2026-11-02 00:00:00.000000 up to 2026-11-02 01:00:00.000000 UTC")
                .contains("Content of messages and calls: not held");
    }

    private Bundle compose(RowSource rows) throws IOException {
        return Bundle.compose(contents(TERMS, TERMS, coverage()), rows, directory, DisclosureFixtures.ONE_VOLUME);
    }

    private static List<List<String>> texts(List<Row> rows) {
        List<List<String>> texts = new ArrayList<>();
        for (Row row : rows) {
            texts.add(RowTexts.of(texts.size() + 1L, row.row(), row.item()));
        }
        return texts;
    }

    private static String text(Bundle bundle) throws IOException {
        try (PDDocument document = Loader.loadPDF(bundle.file(bundle.document()).toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String page(Bundle bundle, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(bundle.file(bundle.document()).toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            return stripper.getText(document).replaceAll("\\s+", " ");
        }
    }
}
