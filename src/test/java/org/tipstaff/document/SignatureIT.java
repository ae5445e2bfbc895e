package org.tipstaff.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureIT {
    private static final CourtSigner COURT = new CourtSigner();

    @TempDir
    Path work;

    @TempDir
    Path trust;

    @Test
    void a_signature_under_a_trusted_certificate_is_valid_and_names_its_signer() throws Exception {
        DocumentSignature signature = judge(COURT.sign(Pdfs.order(2)), Optional.of(COURT.trustIn(trust)));

        assertThat(signature)
                .isEqualTo(new DocumentSignature(
                        SignatureVerdict.VALID_TRUSTED,
                        Optional.of("Judge Jane Example"),
                        Optional.of(CourtSigner.NOW.minus(Duration.ofHours(1)))));
    }

    @Test
    void without_trusted_certificates_the_signer_is_unknown() throws Exception {
        assertThat(judge(COURT.sign(Pdfs.order(1)), Optional.empty()).verdict())
                .isEqualTo(SignatureVerdict.VALID_UNKNOWN_SIGNER);
    }

    @Test
    void a_signer_of_another_authority_of_the_same_name_is_unknown() throws Exception {
        assertThat(judge(new CourtSigner().sign(Pdfs.order(1)), Optional.of(COURT.trustIn(trust)))
                        .verdict())
                .isEqualTo(SignatureVerdict.VALID_UNKNOWN_SIGNER);
    }

    @Test
    void an_order_without_a_signature_is_not_signed() throws Exception {
        assertThat(judge(Pdfs.order(1), Optional.of(COURT.trustIn(trust)))).isEqualTo(DocumentSignature.NONE);
    }

    @Test
    void a_changed_byte_under_the_signature_is_found() throws Exception {
        byte[] signed = COURT.sign(Pdfs.order(1));
        int at = new String(signed, StandardCharsets.ISO_8859_1).indexOf("+12025550123");
        signed[at + 11] = '9';

        assertThat(judge(signed, Optional.of(COURT.trustIn(trust))).verdict()).isEqualTo(SignatureVerdict.ALTERED);
    }

    @Test
    void page_content_replaced_by_an_update_after_signing_is_found() throws Exception {
        byte[] signed = COURT.sign(Pdfs.order(1));
        ByteArrayOutputStream updated = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(signed)) {
            COSStream content = (COSStream) document.getPage(0).getCOSObject().getDictionaryObject("Contents");
            try (var out = content.createOutputStream()) {
                out.write(Pdfs.text("Part I. Accounts: +12025550199").getBytes(StandardCharsets.ISO_8859_1));
            }
            content.setNeedToBeUpdated(true);
            document.saveIncremental(updated);
        }
        assertThat(updated.toByteArray()).startsWith(signed);

        assertThat(judge(updated.toByteArray(), Optional.of(COURT.trustIn(trust)))
                        .verdict())
                .isEqualTo(SignatureVerdict.ALTERED);
    }

    @Test
    void a_second_signature_leaves_the_first_valid() throws Exception {
        assertThat(judge(COURT.sign(COURT.sign(Pdfs.order(1))), Optional.of(COURT.trustIn(trust)))
                        .verdict())
                .isEqualTo(SignatureVerdict.VALID_TRUSTED);
    }

    private DocumentSignature judge(byte[] pdf, Optional<Path> trusted) throws Exception {
        InspectionProcess process = new InspectionProcess(InspectionLimits.DEFAULT, trusted);
        try (Workspace workspace = Workspace.in(work)) {
            Path upload = Files.write(work.resolve("upload"), pdf);
            workspace.copy(upload);
            Inspection inspection = process.inspect(workspace, CourtSigner.NOW);
            assertThat(inspection.refusal()).isEmpty();
            return inspection.signature();
        }
    }
}
