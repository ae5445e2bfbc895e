package org.tipstaff.signing.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.bouncycastle.asn1.ASN1InputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.signing.Digests;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.LittleAuthority;
import org.tipstaff.signing.LittleAuthority.Manner;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.TimeStampUnavailable;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.stamp.DocumentStamp;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/** Signing with time-stamps and revocation lists that come over HTTP. */
class NetworkEvidenceTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SignerStatement STATEMENT =
            SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino");
    /** Port 1 of this machine refuses at once. */
    private static final URI DOWN = URI.create("http://127.0.0.1:1/tsa");

    @TempDir
    static Path directory;

    private static LittleAuthority first;
    private static LittleAuthority second;
    private static LittleAuthority stranger;
    private static SigningKey key;
    private static TrustAnchors anchors;

    @BeforeAll
    static void start() {
        first = new LittleAuthority("First", Duration.ofDays(20));
        second = new LittleAuthority("Second", Duration.ofDays(2000));
        stranger = new LittleAuthority("Stranger", Duration.ofDays(2000));
        key = SigningKey.fromPkcs12(
                second.signer(directory.resolve("custodian.p12"), "secret", "Casey Custodian", Duration.ofDays(900)),
                "secret".toCharArray(),
                "custodian");
        anchors = new TrustAnchors(List.of(first.root(), second.root()));
        Documents.pdf(directory.resolve("plain.pdf"), 1000);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        stranger.close();
        key.close();
    }

    @BeforeEach
    void honest() {
        first.behave(Manner.HONEST);
    }

    private static EvidenceSource evidence(URI... authorities) {
        return new NetworkEvidence(List.of(authorities), anchors, Duration.ofSeconds(5), CLOCK);
    }

    private static Path signed(URI... authorities) {
        Path target = directory.resolve("signed.pdf");
        return new DocumentSigner(key, evidence(authorities), CLOCK)
                .sign(directory.resolve("plain.pdf"), target, STATEMENT)
                .file();
    }

    private static SignatureReport report(Path pdf) {
        return new SignatureValidator(anchors, CLOCK).validate(pdf);
    }

    @Test
    void where_the_first_is_down_the_second_stamps() {
        SignatureReport report = report(signed(DOWN, second.url()));

        assertThat(report.problems()).isEmpty();
        assertThat(report.verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report.level()).isEqualTo("PAdES-BASELINE-LTA");
    }

    @ParameterizedTest
    @EnumSource(value = Manner.class, names = "HONEST", mode = EnumSource.Mode.EXCLUDE)
    void an_answer_that_cannot_be_relied_on_is_rejected_and_the_next_is_asked(Manner manner) {
        first.behave(manner);
        int before = second.stamps.get();

        assertThat(report(signed(first.url(), second.url())).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(second.stamps.get()).isEqualTo(before + 2);
        assertThatThrownBy(() -> signed(first.url())).isInstanceOf(TimeStampUnavailable.class);
    }

    @Test
    void an_authority_under_no_trust_anchor_is_rejected_and_the_next_is_asked() {
        assertThat(report(signed(stranger.url(), second.url())).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThatThrownBy(() -> signed(stranger.url()))
                .isInstanceOf(TimeStampUnavailable.class)
                .hasMessageContaining("not under a trust anchor");
    }

    @Test
    void where_all_are_down_the_failure_names_each() {
        assertThatThrownBy(() -> signed(DOWN, DOWN))
                .isInstanceOf(TimeStampUnavailable.class)
                .hasMessageContaining("127.0.0.1: no answer; 127.0.0.1: no answer");
    }

    @Test
    void a_stamp_that_ages_out_is_followed_by_one_that_lasts_and_the_first_file_is_its_beginning() throws Exception {
        Path short_ = signed(first.url());
        byte[] before = Files.readAllBytes(short_);
        DocumentStamper stamper =
                new DocumentStamper(evidence(second.url()), Digests.ENDLESS, Duration.ofDays(15), CLOCK);
        DocumentStamp old = DocumentStamp.last(short_);
        assertThat(old.digests()).containsExactly("SHA256");
        assertThat(stamper.due(old)).as("today").isFalse();
        DocumentStamper later = stamper.at(Clock.offset(CLOCK, Duration.ofDays(6)));
        assertThat(later.due(old)).as("14 days before its end").isTrue();

        Path renewed = directory.resolve("renewed.pdf");
        later.stamp(short_, renewed);

        byte[] after = Files.readAllBytes(renewed);
        assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
        DocumentStamp fresh = DocumentStamp.last(renewed);
        assertThat(fresh.certificateUntil()).isAfter(old.certificateUntil().plus(Duration.ofDays(1900)));
        assertThat(report(renewed).problems()).isEmpty();
        assertThat(report(renewed).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report(renewed).coversWholeFile()).isTrue();
        assertThat(report(short_).verdict()).as("the first stays valid").isEqualTo(SignatureReport.Verdict.VALID);
    }

    @Test
    void a_stamp_is_due_when_its_digest_algorithm_ages_out_and_the_next_uses_another() {
        Path file = signed(second.url());
        LocalDate soon = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC).plusDays(10);
        Digests ending = Digests.ending(Map.of("SHA-256", soon));
        DocumentStamper stamper = new DocumentStamper(evidence(second.url()), ending, Duration.ofDays(5), CLOCK);
        assertThat(stamper.due(DocumentStamp.last(file))).isFalse();
        DocumentStamper later = stamper.at(Clock.offset(CLOCK, Duration.ofDays(6)));
        assertThat(later.due(DocumentStamp.last(file))).isTrue();
        assertThat(ending.forUse(later.horizon())).isEqualTo(DigestAlgorithm.SHA384);
    }

    /** As an outsider checks: no code of ours, and DSS's own reports. */
    @Test
    void openssl_verifies_the_document_time_stamp_and_dss_reports_level_b_lta() throws Exception {
        Path file = signed(second.url());
        var validator = new eu.europa.esig.dss.pades.validation.PDFDocumentValidator(
                new eu.europa.esig.dss.model.FileDocument(file.toFile()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors.source());
        validator.setCertificateVerifier(verifier);
        var simple = validator.validateDocument().getSimpleReport();
        assertThat(simple.isValid(simple.getFirstSignatureId())).isTrue();
        assertThat(simple.getSignatureFormat(simple.getFirstSignatureId()).toString())
                .isEqualTo("PAdES-BASELINE-LTA");

        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        covered(file, directory.resolve("token.der"), directory.resolve("data.bin"));
        second.rootPem(directory.resolve("root.pem"));
        assertThat(verify("data.bin")).contains("Verification: OK");
        Files.writeString(directory.resolve("other.bin"), "something else");
        assertThat(verify("other.bin")).contains("Verification: FAILED");
    }

    private static String verify(String data) throws Exception {
        Process process = new ProcessBuilder(
                        "openssl",
                        "ts",
                        "-verify",
                        "-token_in",
                        "-in",
                        "token.der",
                        "-data",
                        data,
                        "-CAfile",
                        "root.pem")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    /** The last time-stamp of the file, and the bytes that it is over. */
    private static void covered(Path pdf, Path token, Path data) throws Exception {
        try (var document = Loader.loadPDF(pdf.toFile());
                RandomAccessFile file = new RandomAccessFile(pdf.toFile(), "r")) {
            var signatures = document.getSignatureDictionaries();
            var last = signatures.get(signatures.size() - 1);
            assertThat(last.getSubFilter()).isEqualTo("ETSI.RFC3161");
            try (ASN1InputStream in = new ASN1InputStream(last.getContents())) {
                Files.write(token, in.readObject().getEncoded());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int[] range = last.getByteRange();
            for (int i = 0; i < 4; i += 2) {
                byte[] part = new byte[range[i + 1]];
                file.seek(range[i]);
                file.readFully(part);
                out.writeBytes(part);
            }
            Files.write(data, out.toByteArray());
        }
    }
}
