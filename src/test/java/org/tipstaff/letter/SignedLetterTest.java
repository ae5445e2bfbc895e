package org.tipstaff.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.disclosure.verify.OfflineVerification;
import org.tipstaff.letter.LetterFixtures.Sample;
import org.tipstaff.pdf.TaggedText;
import org.tipstaff.signing.OutsideJudges;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** The letters as they leave the house: by programs that are not ours, by the verifier, and by what they say. */
class SignedLetterTest {
    private static final String NUMBER = LetterFixtures.REFERENCE + "-L1";

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);

    private DemonstrationAuthority authority() {
        return DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", clock);
    }

    private Path signed(Sample sample) throws IOException {
        LetterDocument document = sample.document();
        Path unsigned = directory.resolve("letter.pdf");
        document.write(unsigned);
        Path signed = directory.resolve(sample + ".pdf");
        DemonstrationAuthority authority = authority();
        new DocumentSigner(authority.custodianKey(), authority.evidence(), clock)
                .sign(unsigned, signed, document.statement());
        String kept = System.getProperty("tipstaff.keep.letters", "");
        if (!kept.isEmpty()) {
            Files.createDirectories(Path.of(kept));
            Files.write(Path.of(kept, sample + ".pdf"), Files.readAllBytes(signed));
        }
        return signed;
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void it_is_archival_accessible_sound_and_signed_to_last(Sample sample) throws Exception {
        Path signed = signed(sample);

        OutsideJudges.verapdf(signed, PDFAFlavour.PDFA_3_A);
        OutsideJudges.verapdf(signed, PDFAFlavour.PDFUA_1);
        SignatureReport report = new SignatureValidator(authority().anchors(), clock).validate(signed);
        assertThat(report.verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report.level()).isEqualTo("PAdES-BASELINE-LTA");
        assertThat(report.coversWholeFile()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void qpdf_and_pdfsig_find_nothing_wrong(Sample sample) throws Exception {
        Path signed = signed(sample);
        OutsideJudges.qpdf(signed);
        OutsideJudges.pdfsig(signed, "Jordan Example");
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void the_verifier_says_that_it_is_a_letter_and_of_which_kind(Sample sample) throws Exception {
        OfflineVerification.Result result = new OfflineVerification(authority().anchors(), clock).of(signed(sample));

        assertThat(result.verdict()).isEqualTo(OfflineVerification.Verdict.GENUINE);
        assertThat(result.lines())
                .startsWith(
                        "GENUINE, a letter and no disclosure",
                        "Letter: " + NUMBER + ": " + sample.kind().title())
                .contains("Sealed with the key of: Jordan Example")
                .noneMatch(line -> line.startsWith("Signer:") || line.startsWith("Rows:"));
    }

    @Test
    void a_changed_letter_is_altered() throws Exception {
        Path signed = signed(Sample.REFUSED_BY_RULE);
        byte[] bytes = Files.readAllBytes(signed);
        bytes[bytes.length / 4] ^= 1;
        Files.write(signed, bytes);

        assertThat(new OfflineVerification(authority().anchors(), clock)
                        .of(signed)
                        .verdict())
                .isEqualTo(OfflineVerification.Verdict.ALTERED);
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void every_page_names_the_letter_and_the_cover_names_the_case(Sample sample) throws Exception {
        Path signed = signed(sample);

        try (PDDocument document = Loader.loadPDF(signed.toFile())) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document))
                        .contains(
                                "Letter " + NUMBER,
                                "Page " + page + " of " + document.getNumberOfPages(),
                                "Example Messaging, Inc.");
            }
        }
        assertThat(TaggedText.of(signed).headings().get(0))
                .isEqualTo(sample.kind().title());
        assertThat(TaggedText.of(signed).rows())
                .contains(
                        List.of("Letter", NUMBER + ": " + sample.kind().title()),
                        List.of("To", "Federal Bureau of Examples, San Francisco Field Office, attention Rosa Alvarez"),
                        List.of("Date", "November 21, 2026"),
                        List.of("Received", "2026-11-20 15:04:05.123456 UTC"));
        assertThat(text(signed))
                .contains("no declaration under 28 U.S.C. § 1746", "https://portal.example.com/verify")
                .doesNotContain("penalty of perjury", "I declare", "4711", "4,711");
    }

    @Test
    void a_refusal_by_rule_has_code_rule_reason_and_cure_of_each_and_names_nobody() throws Exception {
        Path signed = signed(Sample.REFUSED_BY_RULE);

        assertThat(TaggedText.of(signed).rows())
                .contains(
                        List.of("Issued by", "The portal, on behalf of Example Messaging, Inc."),
                        List.of("Court", "United States District Court for the Northern District of California"),
                        List.of("Docket", "3:26-mc-00417-XYZ"),
                        List.of("Issued", "November 19, 2026, by Magistrate Judge Pat Sample"),
                        List.of("Check", "Instrument fits the data"),
                        List.of("Reason code", "INSTRUMENT_FITS_DATA"),
                        List.of("Rule", "18 U.S.C. § 2703(c)(2), (d)"),
                        List.of("Why", "A subpoena does not compel the capability query log."),
                        List.of("What would cure it", "File a court order under § 2703(d) or a search warrant."),
                        List.of("Reason code", "STATE_OVERLAY"));
        assertThat(text(signed))
                .contains(
                        "How to file anew",
                        "https://portal.example.com/requests/new",
                        "Nothing was frozen",
                        "The nondisclosure order names no end.",
                        "Issued by the portal on behalf of Example Messaging, Inc.",
                        "no person decided it")
                .doesNotContain("Jordan Example", "Ruth Ferris", "Decided by");
        assertThat(seen(signed))
                .isEqualTo("Example Messaging, Inc.: Letter " + NUMBER + ", issued by the portal on its behalf");
    }

    @Test
    void a_refusal_by_a_reviewer_names_them_and_says_that_the_copy_is_destroyed() throws Exception {
        Path signed = signed(Sample.REFUSED_BY_A_REVIEWER);

        assertThat(seen(signed)).isEqualTo("Example Messaging, Inc.: Letter " + NUMBER + ", decided by Ruth Ferris");
        assertThat(text(signed))
                .contains(
                        "Ruth Ferris, for Example Messaging, Inc.",
                        "Decided by Ruth Ferris",
                        "What the reviewer says",
                        "its caption names a docket that is not yours",
                        "NONDISCLOSURE_END",
                        "is destroyed, its key first")
                .doesNotContain("Jordan Example", "no person decided", "Nothing was frozen");
    }

    @Test
    void a_partial_grant_answers_every_item_and_says_why_not_the_rest() throws Exception {
        Path signed = signed(Sample.NARROWED_BY_TWO);

        assertThat(TaggedText.of(signed).rows().stream()
                        .filter(row -> row.size() == 4 && row.get(0).matches("T[0-9]+"))
                        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(3)))
                .containsExactly(
                        "T1 " + "Capability query log" + " Granted for less time",
                        "T2 " + "FaceTime call invitation log" + " Not granted",
                        "T3 " + "Capability query log" + " Not granted",
                        "T4 " + "FaceTime call invitation log" + " Not granted",
                        "T5 " + "Capability query log" + " Granted for less time",
                        "T6 " + "FaceTime call invitation log" + " Not granted");
        assertThat(text(signed))
                .contains(
                        "2 of 6 items asked for, for a shorter time than asked",
                        "2026-11-01 00:00:00 UTC",
                        "The third handle stands in the cover letter only.",
                        "Attachment A names the capability query log alone.",
                        "The warrant begins on November 1.",
                        "Decided by Ruth Ferris and Sam Ortega",
                        "How to answer");
    }

    @Test
    void a_confirmation_says_what_is_preserved_until_when_and_what_that_is_not() throws Exception {
        String text = text(signed(Sample.PRESERVED));

        assertThat(text)
                .contains(
                        "2027-02-18 15:04:05.123456 UTC",
                        "18 U.S.C. § 2703(f)(2)",
                        "+12025550123",
                        "robin@example.com",
                        "FaceTime call invitation log",
                        "2026-10-15 00:00:00 UTC",
                        "Gap: nothing is there from 2026-11-03 02:00:00.000000",
                        LetterFixtures.SEALED.hex().substring(0, 40),
                        "It does not say that there are records",
                        "It can be renewed once");
        assertThat(text(signed(Sample.RENEWED)))
                .contains("The preservation was renewed", "2027-05-19 15:04:05.123456 UTC", "cannot be renewed again");
    }

    @Test
    void a_certificate_of_destruction_says_what_when_why_and_that_the_key_is_gone() throws Exception {
        String text = text(signed(Sample.EXPIRED));

        assertThat(text)
                .contains(
                        "hold/TS-26-004182/snapshot",
                        LetterFixtures.SEALED.hex().substring(0, 40),
                        "2027-02-18 15:04:05.123456 UTC",
                        "The preservation ended 90 days after its receipt, and no process had followed",
                        "The key came first");
        assertThat(text(signed(Sample.NEVER_SEALED)))
                .contains("None: its sealing had not been completed", "The agency withdrew the request.")
                .doesNotContain("The hash is that of the sealed bytes");
    }

    /** Name and reason of the signature, which the visible block shows. */
    private static String seen(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            var signature = document.getSignatureDictionaries().get(0);
            return signature.getName() + ": " + signature.getReason();
        }
    }

    /** With single spaces, because lines break anywhere. */
    private static String text(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
