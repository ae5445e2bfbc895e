package org.tipstaff.signing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureReport.Verdict;

class SignatureValidatorTest {
    @TempDir
    static Path directory;

    private static final Clock CLOCK = Clock.systemUTC();
    private static DemonstrationAuthority authority;
    private static byte[] signed;
    private static SignatureValidator validator;

    @BeforeAll
    static void sign() {
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Casey Custodian", CLOCK);
        try (SigningKey key = authority.custodianKey()) {
            Path target = new DocumentSigner(key, authority.evidence(), CLOCK)
                    .sign(
                            Documents.pdf(directory.resolve("plain.pdf"), 2000),
                            directory.resolve("signed.pdf"),
                            SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino"))
                    .file();
            signed = Documents.read(target);
        }
        validator = new SignatureValidator(authority.anchors(), CLOCK);
    }

    @Test
    void a_changed_content_is_reported_as_altered() {
        SignatureReport report = validator.validate(flipped(signed.length / 20, 1));

        assertThat(report.verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(report.intact()).isFalse();
        assertThat(report.problems()).isNotEmpty();
    }

    @Test
    void an_update_appended_after_the_signature_is_found() {
        byte[] rewritten = Documents.rewritten(signed);
        assertThat(rewritten).startsWith(signed);

        SignatureReport report = validator.validate(rewritten);

        assertThat(report.verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(report.coversWholeFile()).isFalse();
        assertThat(report.problems()).contains("Content was added or replaced after the document was signed.");
    }

    @Test
    void bytes_appended_after_the_end_are_found() {
        for (String tail : List.of("\n", "x", "\n% a comment\n%%EOF\n")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(signed);
            out.writeBytes(tail.getBytes(StandardCharsets.US_ASCII));

            SignatureReport report = validator.validate(out.toByteArray());

            assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
            assertThat(report.coversWholeFile()).isFalse();
        }
    }

    @Test
    void a_document_cut_short_is_not_valid() {
        for (int length : List.of(signed.length - 1, signed.length / 2)) {
            assertThat(validator
                            .validate(java.util.Arrays.copyOf(signed, length))
                            .verdict())
                    .isNotEqualTo(Verdict.VALID);
        }
    }

    @Test
    void a_signer_under_another_root_is_unknown_but_the_document_intact() {
        DemonstrationAuthority stranger =
                DemonstrationAuthority.open(directory.resolve("stranger"), "Casey Custodian", CLOCK);

        SignatureReport report = new SignatureValidator(stranger.anchors(), CLOCK).validate(signed);

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.intact()).isTrue();
        assertThat(report.problems()).isNotEmpty();
    }

    @Test
    void a_courts_order_is_valid_for_who_trusts_courts_and_not_for_who_trusts_the_portal_alone() {
        byte[] order = authority.signAsCourt(Documents.read(directory.resolve("plain.pdf")));

        SignatureReport report = new SignatureValidator(authority.courtAnchors(), CLOCK).validate(order);
        assertThat(report.problems()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.signerName()).contains("Clerk of the Fictional District Court");
        assertThat(validator.validate(order).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void a_signature_outlives_the_certificates() {
        Clock sixYearsOn = Clock.offset(CLOCK, Duration.ofDays(6 * 365));

        SignatureReport report = new SignatureValidator(authority.anchors(), sixYearsOn).validate(signed);

        assertThat(report.intact()).isTrue();
        assertThat(report.verdict()).isNotEqualTo(Verdict.ALTERED);
    }

    @Test
    void a_document_without_a_signature_and_a_file_that_is_no_pdf_are_not_signed() throws Exception {
        assertThat(validator.validate(directory.resolve("plain.pdf")).verdict()).isEqualTo(Verdict.NOT_SIGNED);
        Path text = Files.writeString(directory.resolve("text.txt"), "An order");
        assertThat(validator.validate(text).verdict()).isEqualTo(Verdict.NOT_SIGNED);
        assertThat(validator.validate(new byte[0]).verdict()).isEqualTo(Verdict.NOT_SIGNED);
    }

    private static byte[] flipped(int position, int mask) {
        byte[] copy = signed.clone();
        copy[position] ^= (byte) mask;
        return copy;
    }
}
