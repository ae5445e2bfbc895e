package org.tipstaff.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.disclosure.DisclosureFixtures.MAIL;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.hostile;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.disclosure.document.DisclosureDocument;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.pdf.TaggedText;
import org.tipstaff.process.Terms;
import org.tipstaff.signing.OutsideJudges;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What leaves the house, judged by programs that are not ours. */
class SignedDisclosureTest {
    private static final Terms TERMS = terms(PHONE, MAIL);

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);

    /** What the log held. */
    private enum Found {
        ROWS,
        NO_RESPONSIVE_RECORDS
    }

    private DemonstrationAuthority authority() {
        return DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", clock);
    }

    private Path signed(Found found) throws IOException {
        Bundle bundle = Bundle.compose(
                DisclosureFixtures.corrected(contents(TERMS, TERMS, coverage())),
                DisclosureFixtures.source(found == Found.ROWS ? hostile(TERMS) : List.of()),
                Files.createDirectory(directory.resolve("bundle")),
                DisclosureFixtures.ONE_VOLUME);
        Path signed = directory.resolve("signed.pdf");
        DemonstrationAuthority authority = authority();
        new DocumentSigner(authority.custodianKey(), authority.evidence(), clock)
                .sign(
                        bundle.file(bundle.document()),
                        signed,
                        SignerStatement.inField(
                                "Jordan Example",
                                "Certificate of the custodian of records",
                                "Wilmington, Delaware",
                                DisclosureDocument.SIGNATURE_FIELD));
        return signed;
    }

    @ParameterizedTest
    @EnumSource(Found.class)
    void verapdf_finds_a_signed_disclosure_archival_and_accessible(Found found) throws Exception {
        Path signed = signed(found);
        OutsideJudges.verapdf(signed, PDFAFlavour.PDFA_3_A);
        OutsideJudges.verapdf(signed, PDFAFlavour.PDFUA_1);
        assertThat(TaggedText.of(signed).headings())
                .startsWith(
                        found == Found.ROWS
                                ? "Disclosure of log records"
                                : "No responsive records in the time searched");
    }

    @ParameterizedTest
    @EnumSource(Found.class)
    void its_signature_lasts_and_covers_the_whole_document(Found found) throws Exception {
        Path signed = signed(found);
        SignatureReport report = new SignatureValidator(authority().anchors(), clock).validate(signed);
        assertThat(report.verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report.level()).isEqualTo("PAdES-BASELINE-LTA");
        assertThat(report.coversWholeFile()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Found.class)
    void qpdf_finds_its_structure_sound(Found found) throws Exception {
        OutsideJudges.qpdf(signed(found));
    }

    @ParameterizedTest
    @EnumSource(Found.class)
    void pdfsig_finds_its_signature_valid(Found found) throws Exception {
        OutsideJudges.pdfsig(signed(found), "Jordan Example");
    }
}
