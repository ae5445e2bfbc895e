package org.tipstaff.signing.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.RevocationUnavailable;
import org.tipstaff.signing.SignatureField;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.TimeStampUnavailable;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.evidence.NetworkEvidence;
import org.tipstaff.signing.key.CertificateNames;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

class DocumentSignerTest {
    private static final SignerStatement STATEMENT =
            SignerStatement.invisible("Casey Custodian", "Certificate of the custodian of records", "Cupertino");

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(Clock.systemUTC().instant(), java.time.ZoneOffset.UTC);
    private DemonstrationAuthority authority;
    private DocumentSigner signer;
    private SignatureValidator validator;

    @BeforeEach
    void open() {
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Casey Custodian", clock);
        signer = new DocumentSigner(authority.custodianKey(), authority.evidence(), clock);
        validator = new SignatureValidator(authority.anchors(), clock);
    }

    @Test
    void a_signed_document_is_valid_from_its_bytes_alone_and_says_who_and_when() {
        Path signed = signed(10_000);

        assertThat(validator.validate(Documents.read(signed)))
                .isEqualTo(new SignatureReport(
                        SignatureReport.Verdict.VALID,
                        true,
                        "PAdES-BASELINE-LTA",
                        Optional.of("Casey Custodian"),
                        Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                        Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                        true,
                        List.of()));
    }

    @Test
    void a_document_of_ten_megabytes_is_signed_and_valid() {
        assertThat(validator.validate(signed(10 << 20)).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
    }

    @Test
    void a_visible_signature_is_valid_too() {
        Path target = directory.resolve("visible.pdf");
        signer.sign(
                Documents.pdf(directory.resolve("plain.pdf"), 1000),
                target,
                SignerStatement.at(
                        "Casey Custodian", "Certificate", "Cupertino", new SignatureField(1, 72, 72, 240, 60)));

        assertThat(validator.validate(target).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
    }

    @Test
    void the_result_tells_the_hash_and_size_of_the_file_and_no_other_file_stays() throws IOException {
        Path target = directory.resolve("signed.pdf");
        SigningResult result = signer.sign(Documents.pdf(directory.resolve("plain.pdf"), 1000), target, STATEMENT);

        assertThat(result)
                .isEqualTo(new SigningResult(
                        target,
                        Sha256.of(target),
                        Files.size(target),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys", "plain.pdf", "signed.pdf");
        }
    }

    @Test
    void pdfsig_finds_the_signature_valid_and_qpdf_the_structure_sound() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/pdfsig")), "pdfsig is not installed");
        Path signed = signed(10_000);

        assertThat(output("pdfsig", signed.toString()))
                .contains("Signature is Valid", "Casey Custodian")
                .doesNotContain("Signature is Invalid", "Digest Mismatch");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qpdf")), "qpdf is not installed");
        assertThat(output("qpdf", "--check", signed.toString())).contains("No syntax or stream encoding errors found");
    }

    @Test
    void signing_again_after_success_gives_another_valid_document() {
        signed(1000);
        assertThat(validator.validate(signed(1000)).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
    }

    @Test
    void without_a_time_stamp_nothing_is_written_and_the_caller_can_try_again() {
        // 192.0.2.0/24 is for documentation; port 1 of this machine refuses at once.
        EvidenceSource down = new EvidenceSource() {
            @Override
            public TSPSource timeStamps() {
                return new NetworkEvidence(
                                List.of(URI.create("http://127.0.0.1:1/tsa"), URI.create("http://127.0.0.1:1/other")),
                                authority.anchors(),
                                Duration.ofSeconds(2),
                                clock)
                        .timeStamps();
            }

            @Override
            public CertificateVerifier certificates() {
                return authority.evidence().certificates();
            }
        };
        Path plain = Documents.pdf(directory.resolve("plain.pdf"), 1000);
        Path target = directory.resolve("signed.pdf");

        assertThatThrownBy(
                        () -> new DocumentSigner(authority.custodianKey(), down, clock).sign(plain, target, STATEMENT))
                .isInstanceOf(TimeStampUnavailable.class);
        assertThat(target).doesNotExist();

        signer.sign(plain, target, STATEMENT);
        assertThat(validator.validate(target).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
    }

    @Test
    void without_revocation_data_no_long_term_signature_is_made() {
        EvidenceSource silent = new EvidenceSource() {
            @Override
            public TSPSource timeStamps() {
                return authority.evidence().timeStamps();
            }

            @Override
            public CertificateVerifier certificates() {
                CertificateVerifier verifier = authority.evidence().certificates();
                verifier.setCrlSource(null);
                return verifier;
            }
        };
        Path target = directory.resolve("signed.pdf");

        assertThatThrownBy(() -> new DocumentSigner(authority.custodianKey(), silent, clock)
                        .sign(Documents.pdf(directory.resolve("plain.pdf"), 1000), target, STATEMENT))
                .isInstanceOf(RevocationUnavailable.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void what_is_no_pdf_is_not_signed() throws IOException {
        Path text = Files.writeString(directory.resolve("text.txt"), "An order");

        assertThatThrownBy(() -> signer.sign(text, directory.resolve("signed.pdf"), STATEMENT))
                .isInstanceOf(SigningException.class);
    }

    @Test
    void the_certificate_chain_is_given_as_pem_with_the_signer_first() {
        Path pem = directory.resolve("chain.pem");
        try {
            Files.writeString(pem, signer.certificateChainPem());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }

        assertThat(TrustAnchors.fromFiles(List.of(pem)).certificates())
                .extracting(CertificateNames::commonName)
                .containsExactly("Casey Custodian", DemonstrationAuthority.ROOT_NAME);
    }

    private Path signed(int bytes) {
        Path target = directory.resolve("signed.pdf");
        return signer.sign(Documents.pdf(directory.resolve("plain.pdf"), bytes), target, STATEMENT)
                .file();
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
