package org.tipstaff.disclosure.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.disclosure.DisclosureFixtures.MAIL;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.hostile;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.disclosure.document.DisclosureDocument;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.disclosure.verify.OfflineVerification.Verdict;
import org.tipstaff.process.Terms;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.sign.DocumentSigner;

/** The holder of a disclosure, years later and alone. */
class OfflineVerificationTest {
    private static final Terms TERMS = terms(PHONE, MAIL);

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
    private Path unsigned = Path.of("");
    private Path file = Path.of("");
    private DemonstrationAuthority authority;

    @BeforeEach
    void disclose() throws IOException {
        Bundle bundle = Bundle.compose(
                contents(TERMS, TERMS, coverage()),
                DisclosureFixtures.source(hostile(TERMS)),
                Files.createDirectory(directory.resolve("bundle")),
                DisclosureFixtures.ONE_VOLUME);
        unsigned = bundle.file(bundle.document());
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", clock);
        file = signed(unsigned);
    }

    @Test
    void a_disclosure_is_genuine_and_its_rows_are_compared() {
        OfflineVerification.Result result = judged();
        assertThat(result.lines())
                .startsWith("GENUINE")
                .contains("Signer: Jordan Example", "Rows: 10 in the tables, 10 in the CSV file, 10 in the JSON file")
                .filteredOn(line -> line.startsWith("Attached file as listed: "))
                .hasSize(3);
        assertThat(result.verdict().exitCode()).isZero();
    }

    @Test
    void what_the_provider_publishes_is_enough() throws IOException {
        Path certificates =
                Files.writeString(directory.resolve("tipstaff-signing.pem"), signer().certificateChainPem());
        TrustAnchors published = TrustAnchors.fromFiles(List.of(certificates));
        assertThat(published.certificates())
                .as("the signer's own, and those above it")
                .hasSizeGreaterThan(1);
        assertThat(published.roots().certificates())
                .isEqualTo(authority.anchors().certificates());
        assertThat(new OfflineVerification(published.roots(), clock).of(file).verdict())
                .isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.5})
    void one_changed_bit_is_an_alteration(double where) throws IOException {
        byte[] bytes = Files.readAllBytes(unsigned);
        int at = (int) (bytes.length * where);
        bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
        assertThat(judged().verdict()).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void a_twin_swapped_under_the_signature_is_an_alteration() throws IOException {
        swap(file, ".csv", csv -> csv.replace("+12025550199", "+12025550198"));
        assertThat(judged().verdict()).isEqualTo(Verdict.ALTERED);
    }

    /** Whoever holds the key could sign what contradicts itself: the contents are judged apart from the signature. */
    @ParameterizedTest
    @ValueSource(strings = {".csv", ".json"})
    void a_twin_that_contradicts_the_document_is_an_alteration_even_when_signed(String ending) throws IOException {
        swap(unsigned, ending, twin -> twin.replace("12025550199", "12025550198"));
        file = signed(unsigned);
        OfflineVerification.Result result = judged();
        assertThat(result.verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(result.lines())
                .contains("Problem: The rows of the CSV and the JSON file are not the same.")
                .anyMatch(line -> line.endsWith("is not the one whose hash the document lists."));
        assertThat(result.lines().contains("Problem: The rows of the tables and of the CSV file are not the same."))
                .isEqualTo(ending.equals(".csv"));
    }

    @Test
    void a_stranger_s_signature_is_unknown() {
        DemonstrationAuthority other = DemonstrationAuthority.open(directory.resolve("other"), "Jordan Example", clock);
        OfflineVerification.Result result = new OfflineVerification(other.anchors(), clock).of(file);
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.lines()).contains("Signer: Jordan Example (claimed, not proven)");
    }

    @Test
    void without_its_archive_time_stamp_it_is_altered_and_its_contents_stay_unread() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int before = text.lastIndexOf("%%EOF", text.lastIndexOf("%%EOF") - 1) + 6;
        Files.write(file, Arrays.copyOf(whole, before));
        OfflineVerification.Result result = judged();
        assertThat(result.verdict().exitCode()).isEqualTo(1);
        assertThat(result.lines())
                .startsWith("ALTERED")
                .anyMatch(line -> line.startsWith("Problem: The archive time-stamp is missing"))
                .noneMatch(line -> line.startsWith("Rows:"));
    }

    @Test
    void other_metadata_after_the_last_seal_are_an_alteration() throws IOException {
        try (PDDocument document = Loader.loadPDF(Files.readAllBytes(file));
                OutputStream out = Files.newOutputStream(file)) {
            var catalog = document.getDocumentCatalog();
            catalog.setMetadata(new PDMetadata(document, new ByteArrayInputStream(new byte[] {'x'})));
            catalog.getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(out);
        }
        OfflineVerification.Result result = judged();
        assertThat(result.verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(result.lines()).anyMatch(line -> line.contains(" bytes stand after the last seal"));
    }

    @Test
    void where_only_authorities_are_given_it_says_that_the_signer_was_not_checked() throws IOException {
        String unchecked = "Not checked: whether the signer is the provider.";
        assertThat(judged().lines()).anyMatch(line -> line.startsWith(unchecked));
        TrustAnchors published = TrustAnchors.fromFiles(
                List.of(Files.writeString(directory.resolve("all.pem"), signer().certificateChainPem())));
        OfflineVerification.Result result = new OfflineVerification(published, clock).of(file);
        assertThat(result.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(result.lines()).noneMatch(line -> line.startsWith(unchecked));
    }

    @Test
    void what_is_no_pdf_is_said_to_be_none() throws IOException {
        Files.writeString(file, "Dear officer");
        assertThat(judged().lines()).startsWith("UNKNOWN").contains("Problem: The file is not a PDF document.");
    }

    private OfflineVerification.Result judged() {
        return new OfflineVerification(authority.anchors(), clock).of(file);
    }

    private Path signed(Path document) {
        Path target = directory.resolve("signed.pdf");
        signer().sign(
                        document,
                        target,
                        SignerStatement.inField(
                                "Jordan Example",
                                "Certificate of the custodian of records",
                                "Wilmington, Delaware",
                                DisclosureDocument.SIGNATURE_FIELD));
        return target;
    }

    private static void swap(Path pdf, String ending, UnaryOperator<String> change) throws IOException {
        byte[] before = Files.readAllBytes(pdf);
        try (PDDocument document = Loader.loadPDF(before)) {
            var associated = document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("AF"));
            for (int i = 0; i < associated.size(); i++) {
                var attached = new PDComplexFileSpecification((COSDictionary) associated.getObject(i));
                if (attached.getFilename().endsWith(ending)) {
                    String twin = new String(attached.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8);
                    assertThat(change.apply(twin)).isNotEqualTo(twin);
                    try (var out = attached.getEmbeddedFile().createOutputStream()) {
                        out.write(change.apply(twin).getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            document.save(pdf.toFile());
        }
    }

    private DocumentSigner signer() {
        return new DocumentSigner(authority.custodianKey(), authority.evidence(), clock);
    }
}
