package org.tipstaff.disclosure.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.disclosure.twin.TwinReader;
import org.tipstaff.disclosure.verify.OfflineVerification;
import org.tipstaff.pdf.TaggedText;
import org.tipstaff.process.Terms;
import org.tipstaff.signing.OutsideJudges;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.sign.DocumentSigner;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** A disclosure of more rows than one document takes. */
class VolumesTest {
    private static final Terms TERMS = terms(PHONE);
    private static final int ROWS = 250;
    private static final Volumes.Sizes SIZES = new Volumes.Sizes(40, 100);

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
    private DemonstrationAuthority authority;
    private Bundle bundle;
    private Path signed = Path.of("");

    @BeforeEach
    void compose() throws IOException {
        bundle = Bundle.compose(
                contents(TERMS, TERMS, coverage()), DisclosureFixtures.generated(TERMS, ROWS), directory, SIZES);
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", clock);
        signed = sign(bundle);
    }

    private Path sign(Bundle unsigned) {
        Path document = unsigned.file(unsigned.document());
        new DocumentSigner(authority.custodianKey(), authority.evidence(), clock)
                .sign(
                        document,
                        document,
                        SignerStatement.inField(
                                "Jordan Example",
                                "Certificate of the custodian of records",
                                "Wilmington, Delaware",
                                DisclosureDocument.SIGNATURE_FIELD));
        return document;
    }

    private OfflineVerification.Result judged() {
        return new OfflineVerification(authority.anchors(), clock).of(signed);
    }

    @Test
    void all_volumes_and_twins_have_the_same_rows_and_their_numbers_run_on() throws IOException {
        assertThat(bundle.volumes())
                .extracting(ManifestEntry::fileName)
                .containsExactly("TS-26-004182-D1-V2.pdf", "TS-26-004182-D1-V3.pdf", "TS-26-004182-D1-V4.pdf");
        assertThat(bundle.volumes()).extracting(ManifestEntry::rows).containsExactly(100L, 100L, 10L);
        assertThat(bundle.document().rows()).isEqualTo(40);
        assertThat(bundle.rows()).isEqualTo(ROWS);

        List<List<String>> printed = new ArrayList<>(TwinReader.pdfRows(bundle));
        for (ManifestEntry volume : bundle.volumes()) {
            printed.addAll(TwinReader.pdfRows(bundle.file(volume)));
        }
        List<List<String>> csv = TwinReader.csv(bundle);
        assertThat(csv).hasSize(ROWS);
        assertThat(printed).isEqualTo(csv.stream().map(TwinReader::asPrinted).toList());
        assertThat(TwinReader.json(bundle)).isEqualTo(csv);
    }

    @Test
    void each_volume_says_what_it_is_a_part_of_and_what_the_log_does_not_show() throws IOException {
        for (ManifestEntry volume : bundle.volumes()) {
            assertThat(text(bundle.file(volume)))
                    .contains("Example Messaging, Inc.", "TS-26-004182", "of disclosure TS-26-004182-D1")
                    .contains("What this log does not show", "This volume has no signature of its own");
            assertThat(TaggedText.of(bundle.file(volume)).headings())
                    .contains("T1 · Capability query log · " + PHONE.value() + " · continued");
        }
        String first = text(signed);
        assertThat(first).contains("This is volume 1 of 4 and has rows 1 to 40");
        for (ManifestEntry file : bundle.manifest()) {
            assertThat(first.replace(" ", "")).contains(file.sha256().hex());
        }
    }

    @Test
    void verapdf_finds_every_volume_archival_and_accessible() throws Exception {
        List<Path> volumes =
                new ArrayList<>(bundle.volumes().stream().map(bundle::file).toList());
        volumes.add(signed);
        for (Path volume : volumes) {
            for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
                OutsideJudges.verapdf(volume, flavour);
            }
        }
    }

    @Test
    void with_all_its_files_beside_it_the_whole_is_genuine() {
        OfflineVerification.Result result = judged();
        assertThat(result.lines())
                .startsWith("GENUINE")
                .contains("Rows: 250 in the tables, 250 in the CSV file, 250 in the JSON file");
        assertThat(result.verdict().exitCode()).isZero();
    }

    @Test
    void what_is_missing_is_named_and_the_whole_is_not_called_genuine() throws IOException {
        Files.delete(bundle.file(bundle.volumes().get(1)));
        OfflineVerification.Result result = judged();
        assertThat(result.lines())
                .startsWith("INCOMPLETE")
                .contains(
                        "Missing: TS-26-004182-D1-V3.pdf belongs to this disclosure and is not here.",
                        "Rows: 150 in the tables, 250 in the CSV file, 250 in the JSON file");
        assertThat(result.verdict().exitCode()).isEqualTo(3);

        bundle.manifest().forEach(file -> file(file).delete());
        assertThat(judged().lines())
                .startsWith("INCOMPLETE")
                .contains("Rows: 40 in the tables, 0 in the CSV file, 0 in the JSON file");
    }

    private java.io.File file(ManifestEntry entry) {
        return bundle.file(entry).toFile();
    }

    @Test
    void one_byte_more_in_a_volume_is_an_alteration() throws IOException {
        Files.write(bundle.file(bundle.volumes().get(0)), new byte[] {'\n'}, StandardOpenOption.APPEND);
        OfflineVerification.Result result = judged();
        assertThat(result.verdict()).isEqualTo(OfflineVerification.Verdict.ALTERED);
        assertThat(result.lines())
                .contains("Problem: The file TS-26-004182-D1-V2.pdf is not the one whose hash the document lists.");
    }

    /** Whoever holds the key could sign what contradicts itself. */
    @Test
    void a_volume_of_other_rows_is_an_alteration_even_when_its_hash_is_signed() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Bundle shifted = Bundle.compose(
                contents(TERMS, TERMS, coverage()), DisclosureFixtures.shifted(TERMS, ROWS), other, SIZES);
        List<ManifestEntry> mixed = new ArrayList<>(bundle.manifest());
        mixed.set(4, shifted.volumes().get(1));
        Files.copy(
                shifted.file(shifted.volumes().get(1)),
                bundle.file(bundle.volumes().get(1)),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        signed = sign(Bundle.around(
                contents(TERMS, TERMS, coverage()), DisclosureFixtures.generated(TERMS, ROWS), mixed, directory));
        OfflineVerification.Result result = judged();
        assertThat(result.verdict()).isEqualTo(OfflineVerification.Verdict.ALTERED);
        assertThat(result.lines()).contains("Problem: The rows of the tables and of the CSV file are not the same.");
    }

    @Test
    void a_further_volume_alone_is_no_signed_document_and_says_where_the_signature_is() {
        OfflineVerification.Result result = new OfflineVerification(authority.anchors(), clock)
                .of(bundle.file(bundle.volumes().get(0)));
        assertThat(result.lines())
                .startsWith("UNKNOWN")
                .contains("A further volume of a disclosure is not signed: verify volume 1 with this file beside it.");
    }

    @Test
    void the_document_is_signed_around_the_volumes_that_were_read() throws IOException {
        Bundle again = Bundle.around(
                contents(TERMS, TERMS, coverage()),
                DisclosureFixtures.generated(TERMS, ROWS),
                bundle.manifest(),
                directory);
        assertThat(again.manifest()).isEqualTo(bundle.manifest());
        assertThat(again.document().rows()).isEqualTo(40);
        List<ManifestEntry> fewer = new ArrayList<>(bundle.manifest());
        fewer.remove(4);
        assertThatThrownBy(() -> Bundle.around(
                        contents(TERMS, TERMS, coverage()),
                        DisclosureFixtures.generated(TERMS, ROWS),
                        fewer,
                        directory))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rows_are_counted_into_volumes_without_a_gap() {
        Volumes volumes = new Volumes(ROWS, 40, 100);
        assertThat(volumes.count()).isEqualTo(4);
        long next = 1;
        for (int volume = 1; volume <= volumes.count(); volume++) {
            assertThat(volumes.first(volume)).isEqualTo(next);
            assertThat(volumes.of(volumes.first(volume))).isEqualTo(volume);
            assertThat(volumes.of(volumes.last(volume))).isEqualTo(volume);
            next = volumes.last(volume) + 1;
        }
        assertThat(next).isEqualTo(ROWS + 1);
        assertThat(new Volumes(0, 40, 100).several()).isFalse();
        assertThat(new Volumes(40, 40, 100).several()).isFalse();
        assertThat(new Volumes(41, 40, 100).count()).isEqualTo(2);
    }

    @Test
    void a_volume_is_a_kind_of_file_with_a_name_and_a_path() {
        for (FileKind kind : List.of(FileKind.PDF, FileKind.XLSX, FileKind.volume(2), FileKind.volume(12))) {
            assertThat(FileKind.valueOf(kind.name())).isEqualTo(kind);
            assertThat(FileKind.ofPath(kind.path())).contains(kind);
        }
        assertThat(FileKind.ofPath("volume-1")).isEmpty();
        assertThat(FileKind.ofPath("volume-02")).isEmpty();
        assertThat(Arrays.asList(FileKind.volume(12), FileKind.volume(2), FileKind.CSV, FileKind.PDF).stream()
                        .sorted()
                        .map(FileKind::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo("PDF CSV VOLUME_2 VOLUME_12");
    }

    private static String text(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
