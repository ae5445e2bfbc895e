package org.tipstaff.disclosure;

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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import org.tipstaff.disclosure.DisclosureFixtures.Row;
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

        assertThat(csv(bundle)).isEqualTo(expected);
        assertThat(json(bundle)).isEqualTo(expected);
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
        assertThat(pdfRows(bundle))
                .isEqualTo(expected.stream().map(BundleTest::asPrinted).toList());
    }

    @Test
    void no_cell_of_the_csv_file_can_run_as_a_formula() throws IOException {
        Bundle bundle = compose(source(hostile(TERMS)));
        for (List<String> record : Rfc4180.read(bundle.file(bundle.twins().get(0)))) {
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
        for (List<String> row : csv(bundle)) {
            String line = String.join("", asPrinted(row)).replaceAll("\\s", "");
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
                .contains("No responsive records", "Why there are no records", Absence.NO_SUCH_HANDLE.sentence())
                .contains("FRE 803(7)")
                .doesNotContain("User agent");
        assertThat(json(bundle)).isEmpty();
        assertThat(csv(bundle)).isEmpty();
    }

    @Test
    void a_disclosure_that_nobody_certified_leaves_the_places_blank() throws IOException {
        DisclosureContents blank = contents(new DisclosureContents.Answer(TERMS, TERMS, "", coverage()), null);
        Bundle bundle = Bundle.compose(blank, generated(TERMS, 1), directory);
        assertThat(text(bundle)).contains("To be completed").doesNotContain("Jordan Example");
    }

    @Test
    void a_row_outside_the_granted_terms_stops_everything() {
        Terms granted = terms(PHONE);
        Terms.Item mail = TERMS.items().get(2);
        RowSource rows = visitor -> visitor.row(
                DisclosureFixtures.query(MAIL, DisclosureFixtures.RANGE.from(), PHONE, DisclosureFixtures.details("")),
                new Terms.Item(1, PHONE, mail.log()));
        assertThatThrownBy(() -> Bundle.compose(contents(TERMS, granted, coverage()), rows, directory))
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
        Bundle bundle = Bundle.compose(contents(TERMS, granted, coverage()), generated(granted, 1), directory);
        assertThat(text(bundle).replaceAll("\\s+", " ")).contains("Reason: The order names one handle in Attachment A");
    }

    @Test
    void a_search_warrant_comes_with_an_inventory_for_its_return_and_nothing_else_does() throws IOException {
        DisclosureContents warrant =
                DisclosureFixtures.under(Instrument.SEARCH_WARRANT, contents(TERMS, TERMS, coverage()));
        Bundle bundle = Bundle.compose(warrant, generated(TERMS, 3), directory);
        String text = text(bundle).replaceAll("\\s+", " ");
        String page = text.substring(
                text.indexOf("Inventory for the return"), text.indexOf("Certificate of the custodian of records"));
        assertThat(page)
                .contains("3:26-mc-00417-XYZ", "Received 2026-11-20 15:04:01 UTC", "Rows in all 3")
                .contains("T1 Capability query log 3", "T4 FaceTime call invitation log 0")
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
        Bundle bundle = Bundle.compose(contents(TERMS, terms(PHONE), partly), generated(terms(PHONE), 0), directory);
        assertThat(text(bundle).replaceAll("\\s+", " "))
                .contains("Asked and not granted: 1 handle named")
                .contains("Capability query log, from 2026-11-01 00:00:00.000000 up to 2026-11-01 01:00:00.000000 UTC:"
                        + " outside retention")
                .contains("FaceTime call invitation log: never held")
                .contains("Gap in the log, from 2026-11-02 00:00:00.000000 up to 2026-11-02 01:00:00.000000 UTC")
                .contains("Content of messages and calls: not held");
    }

    private Bundle compose(RowSource rows) throws IOException {
        return Bundle.compose(contents(TERMS, TERMS, coverage()), rows, directory);
    }

    private static List<List<String>> texts(List<Row> rows) {
        List<List<String>> texts = new ArrayList<>();
        for (Row row : rows) {
            texts.add(RowTexts.of(texts.size() + 1L, row.row(), row.item()));
        }
        return texts;
    }

    private static List<List<String>> csv(Bundle bundle) throws IOException {
        List<List<String>> records = Rfc4180.read(bundle.file(bundle.twins().get(0)));
        assertThat(records.get(0)).isEqualTo(RowTexts.NAMES);
        return records.subList(1, records.size()).stream()
                .map(record -> record.stream()
                        .map(cell -> cell.startsWith("'") ? cell.substring(1) : cell)
                        .toList())
                .toList();
    }

    private static List<List<String>> json(Bundle bundle) throws IOException {
        JsonNode root =
                new ObjectMapper().readTree(bundle.file(bundle.twins().get(1)).toFile());
        assertThat(root.get("$schema").asText()).isEqualTo(JsonTwin.SCHEMA);
        assertThat(root.get("rowCount").asInt()).isEqualTo(root.get("rows").size());
        try (InputStream in = BundleTest.class.getResourceAsStream("/META-INF/resources/schema/disclosure-1.json")) {
            JsonNode schema = new ObjectMapper().readTree(in);
            assertThat(root.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(
                            () -> schema.get("properties").fieldNames());
            JsonNode row = schema.at("/properties/rows/items/properties");
            root.get("rows")
                    .forEach(node -> assertThat(node.fieldNames())
                            .toIterable()
                            .containsExactlyElementsOf(() -> row.fieldNames()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : root.get("rows")) {
            rows.add(List.of(
                    row.get("number").asText(),
                    row.get("term").asText(),
                    row.get("log").asText(),
                    row.get("occurredAt").asText(),
                    row.get("source").get("value").asText(),
                    row.get("target").get("value").asText(),
                    row.get("clientIp").asText(),
                    row.get("service").asText(),
                    row.get("lookupDevices").asText(),
                    row.get("userAgent").asText(),
                    row.get("hardwareVersion").asText(),
                    row.get("osVersion").asText()));
        }
        return rows;
    }

    /** The rows of the tables of the log, made exact again from what is printed. */
    private static List<List<String>> pdfRows(Bundle bundle) throws IOException {
        return TaggedText.of(bundle.file(bundle.document())).rows().stream()
                .filter(row -> row.size() == 11
                        && row.get(1).startsWith("T")
                        && !row.get(0).equals("No."))
                .map(row -> row.stream().map(BundleTest::exact).toList())
                .toList();
    }

    /** A value beyond ASCII is printed as people read it and then spelt: both say the same. */
    private static String exact(String printed) {
        for (int at = 1; at < printed.length(); at++) {
            String spelling = printed.substring(at);
            if (spelling.matches("(?s)[ -~‹›]*")
                    && decoded(printed.substring(0, at)).equals(decoded(spelling))) {
                return decoded(spelling);
            }
        }
        return decoded(printed);
    }

    private static String decoded(String printed) {
        return java.util.regex.Pattern.compile("‹U\\+([0-9A-F]{4,6})›")
                .matcher(printed)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(match.group(1), 16))));
    }

    /** The document has the log in its heading and a readable time. */
    private static List<String> asPrinted(List<String> row) {
        List<String> printed = new ArrayList<>(row);
        printed.set(3, row.get(3).replace('T', ' ').replace("Z", ""));
        printed.remove(2);
        return printed;
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

    /** A reader of RFC 4180 of its own, by the grammar. */
    static final class Rfc4180 {
        private Rfc4180() {}

        static List<List<String>> read(Path file) throws IOException {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            List<List<String>> records = new ArrayList<>();
            List<String> record = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted) {
                    if (c != '"') {
                        cell.append(c);
                    } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        cell.append('"');
                        i++;
                    } else {
                        quoted = false;
                    }
                } else if (c == '"') {
                    quoted = true;
                } else if (c == ',' || c == '\r') {
                    record.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\r') {
                        assertThat(text.charAt(++i)).isEqualTo('\n');
                        records.add(record);
                        record = new ArrayList<>();
                    }
                } else {
                    cell.append(c);
                }
            }
            return records;
        }
    }
}
