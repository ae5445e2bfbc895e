package org.tipstaff.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.disclosure.DisclosureFixtures.MAIL;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.hostile;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.process.Terms;
import org.tipstaff.signing.DemonstrationAuthority;
import org.tipstaff.signing.DocumentSigner;
import org.tipstaff.signing.SignatureReport;
import org.tipstaff.signing.SignatureValidator;
import org.tipstaff.signing.SignerStatement;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What leaves the house, judged by programs that are not ours. */
class SignedDisclosureTest {
    private static final Terms TERMS = terms(PHONE, MAIL);

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
    private Path signed = Path.of("");
    private DemonstrationAuthority authority;

    @BeforeEach
    void sign() throws Exception {
        Bundle bundle = Bundle.compose(
                contents(TERMS, TERMS, coverage()),
                DisclosureFixtures.source(hostile(TERMS)),
                Files.createDirectory(directory.resolve("bundle")),
                DisclosureFixtures.ONE_VOLUME);
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", clock);
        signed = directory.resolve("signed.pdf");
        new DocumentSigner(authority.custodianKey(), authority.evidence(), clock)
                .sign(
                        bundle.file(bundle.document()),
                        signed,
                        SignerStatement.inField(
                                "Jordan Example",
                                "Certificate of the custodian of records",
                                "Wilmington, Delaware",
                                DisclosureDocument.SIGNATURE_FIELD));
    }

    @ParameterizedTest
    @EnumSource(
            value = PDFAFlavour.class,
            names = {"PDFA_3_A", "PDFUA_1"})
    void verapdf_finds_a_signed_disclosure_archival_and_accessible(PDFAFlavour flavour) throws Exception {
        assertConforms(signed, flavour);
    }

    static void assertConforms(Path document, PDFAFlavour flavour) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (InputStream in = Files.newInputStream(document);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTestAssertions().stream()
                            .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                            .map(assertion -> assertion.getRuleId().getClause() + ": " + assertion.getMessage() + " at "
                                    + assertion.getLocation().getContext())
                            .limit(10))
                    .isEmpty();
            assertThat(result.isCompliant()).isTrue();
            assertThat(result.getTotalAssertions()).isGreaterThan(100);
        }
    }

    @Test
    void its_signature_lasts_and_covers_the_whole_document() {
        SignatureReport report = new SignatureValidator(authority.anchors(), clock).validate(signed);
        assertThat(report.verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report.level()).isEqualTo("PAdES-BASELINE-LTA");
    }

    @Test
    void qpdf_finds_its_structure_sound() throws Exception {
        assertThat(output("qpdf", "--check", signed.toString())).contains("No syntax or stream encoding errors found");
    }

    @Test
    void pdfsig_finds_its_signature_valid() throws Exception {
        assertThat(output("pdfsig", signed.toString()))
                .contains("Signature is Valid", "Jordan Example")
                .doesNotContain("Digest Mismatch", "Signature is Invalid");
    }

    private String output(String tool, String... arguments) throws Exception {
        Path program = Path.of("/usr/bin", tool);
        Assumptions.assumeTrue(Files.isExecutable(program), tool + " is not installed");
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path text = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(text.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(text);
    }
}
