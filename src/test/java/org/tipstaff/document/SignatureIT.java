package org.tipstaff.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.document.isolation.InspectionLimits;
import org.tipstaff.document.isolation.Isolation;

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
        byte[] updated = updated(signed, SignatureIT::replaceContent);
        assertThat(updated).startsWith(signed);

        assertThat(judge(updated, Optional.of(COURT.trustIn(trust))).verdict()).isEqualTo(SignatureVerdict.ALTERED);
    }

    @Test
    void a_second_signature_leaves_the_first_valid() throws Exception {
        assertThat(judge(COURT.sign(COURT.sign(Pdfs.order(1))), Optional.of(COURT.trustIn(trust)))
                        .verdict())
                .isEqualTo(SignatureVerdict.VALID_TRUSTED);
    }

    @Test
    void a_place_that_waits_for_a_signature_is_no_signature() throws Exception {
        byte[] waiting = Pdfs.page("/AcroForm << /Fields [6 0 R] /SigFlags 1 >>", "/Annots [6 0 R]")
                .object("<< /Type /Annot /Subtype /Widget /FT /Sig /T (Judge) /Rect [72 60 200 90] >>")
                .bytes();
        assertThat(judge(waiting, Optional.empty())).isEqualTo(DocumentSignature.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/SubFilter /adbe.x509.rsa_sha1 /Contents <0402ABCD>",
                "/SubFilter /Example.OwnKind /Contents <30820101>",
                "/SubFilter /adbe.pkcs7.detached /Contents <3003020101>",
                "/SubFilter /adbe.pkcs7.detached /Contents <00000000>",
            })
    void of_a_signature_that_cannot_be_read_nothing_is_said(String signature) throws Exception {
        byte[] signed = Pdfs.page("/AcroForm << /Fields [6 0 R] /SigFlags 3 >>", "/Annots [6 0 R]")
                .object("<< /Type /Annot /Subtype /Widget /FT /Sig /T (Judge) /Rect [0 0 0 0] /V 7 0 R >>")
                .object("<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] " + signature + " >>")
                .bytes();
        assertThat(judge(signed, Optional.empty()).verdict()).isEqualTo(SignatureVerdict.INDETERMINATE);
    }

    @Test
    void one_signature_in_two_fields_is_one() throws Exception {
        byte[] order = Pdfs.order(1);
        byte[] signed = COURT.sign(order);
        byte[] twice = updated(signed, document -> {
            PDAcroForm form =
                    Objects.requireNonNull(document.getDocumentCatalog().getAcroForm());
            COSDictionary second = new COSDictionary();
            second.setItem(COSName.FT, COSName.SIG);
            second.setString(COSName.T, "Second");
            second.setItem(COSName.V, form.getFields().get(0).getCOSObject().getItem(COSName.V));
            ((COSArray) form.getCOSObject().getDictionaryObject(COSName.FIELDS)).add(second);
            form.getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
        });
        assertThat(judge(twice, Optional.of(COURT.trustIn(trust))).verdict()).isEqualTo(SignatureVerdict.VALID_TRUSTED);
    }

    @Test
    void a_clerks_header_over_a_signed_page_is_an_addition() throws Exception {
        byte[] stamped = updated(COURT.sign(Pdfs.order(2)), document -> {
            for (PDPage page : document.getPages()) {
                PDStream header = new PDStream(document);
                try (var out = header.createOutputStream()) {
                    out.write("q BT /F1 8 Tf 120 778 Td (Case 3:26-mc-81002 Document 1) Tj ET Q"
                            .getBytes(StandardCharsets.ISO_8859_1));
                }
                COSArray contents = new COSArray();
                contents.add(page.getCOSObject().getItem(COSName.CONTENTS));
                contents.add(header);
                page.getCOSObject().setItem(COSName.CONTENTS, contents);
                page.getCOSObject().setNeedToBeUpdated(true);
            }
        });
        assertThat(judge(stamped, Optional.of(COURT.trustIn(trust))).verdict()).isEqualTo(SignatureVerdict.REWRITTEN);
    }

    @Test
    void a_signed_file_that_a_program_saved_anew_is_not_called_changed() throws Exception {
        ByteArrayOutputStream anew = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(COURT.sign(Pdfs.order(1)))) {
            document.save(anew);
        }
        assertThat(judge(anew.toByteArray(), Optional.of(COURT.trustIn(trust))).verdict())
                .isEqualTo(SignatureVerdict.REWRITTEN);
    }

    @Test
    void what_was_typed_before_the_judge_signed_is_no_change_after_signing() throws Exception {
        byte[] dated = updated(COURT.sign(Pdfs.order(1)), SignatureIT::typeDate);

        assertThat(judge(dated, Optional.of(COURT.trustIn(trust))).verdict()).isEqualTo(SignatureVerdict.REWRITTEN);
        assertThat(judge(COURT.sign(dated), Optional.of(COURT.trustIn(trust))).verdict())
                .isEqualTo(SignatureVerdict.VALID_TRUSTED);
    }

    @Test
    void content_replaced_between_two_signatures_is_said_although_the_last_one_holds() throws Exception {
        byte[] replaced = updated(COURT.sign(Pdfs.order(1)), SignatureIT::replaceContent);

        assertThat(judge(replaced, Optional.of(COURT.trustIn(trust))).verdict()).isEqualTo(SignatureVerdict.ALTERED);
        assertThat(judge(COURT.sign(replaced), Optional.of(COURT.trustIn(trust)))
                        .verdict())
                .isEqualTo(SignatureVerdict.SIGNED_AFTER_CHANGE);
    }

    private interface Edit {
        void make(PDDocument document) throws IOException;
    }

    private static byte[] updated(byte[] pdf, Edit edit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            edit.make(document);
            document.saveIncremental(out);
        }
        return out.toByteArray();
    }

    private static void typeDate(PDDocument document) throws IOException {
        PDPage page = document.getPage(0);
        PDAnnotationFreeText date = new PDAnnotationFreeText();
        date.setRectangle(new PDRectangle(300, 100, 150, 20));
        date.setContents("November 27, 2026");
        var annotations = new ArrayList<>(page.getAnnotations());
        annotations.add(date);
        page.setAnnotations(annotations);
        page.getCOSObject().setNeedToBeUpdated(true);
    }

    private static void replaceContent(PDDocument document) throws IOException {
        COSStream content = (COSStream) document.getPage(0).getCOSObject().getDictionaryObject("Contents");
        try (var out = content.createOutputStream()) {
            out.write(Pdfs.text("Part I. Accounts: +12025550199").getBytes(StandardCharsets.ISO_8859_1));
        }
        content.setNeedToBeUpdated(true);
    }

    private DocumentSignature judge(byte[] pdf, Optional<Path> trusted) throws Exception {
        InspectionProcess process = new InspectionProcess(InspectionLimits.DEFAULT, Isolation.NONE, trusted);
        try (InspectionDirectory workspace = InspectionDirectory.in(work)) {
            Path upload = Files.write(work.resolve("upload"), pdf);
            workspace.copy(upload);
            Inspection inspection = process.inspect(workspace, CourtSigner.NOW);
            assertThat(inspection.refusal()).isEmpty();
            return inspection.signature();
        }
    }
}
