package org.tipstaff.signing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.pdf.PdfProperties;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.signing.Digests;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.signing.validation.SignatureReport.Verdict;

/** Every byte of a document that the provider issued lies under its last time-stamp, and is there. */
class SealedToTheEndTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String NO_STAMP =
            "The archive time-stamp is missing, which comes last in every document that the"
                    + " provider issues: it was cut off, or the document was never finished.";
    private static final String LATER =
            "Something else than validation data and time-stamps was added after the document was signed.";

    @TempDir
    static Path directory;

    private static DemonstrationAuthority authority;
    private static TrustAnchors published;
    private static byte[] signed;
    private static byte[] renewed;
    private static SignatureValidator validator;

    @BeforeAll
    static void sign() throws IOException {
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Casey Custodian", CLOCK);
        try (SigningKey key = authority.custodianKey()) {
            DocumentSigner signer = new DocumentSigner(key, authority.evidence(), CLOCK);
            signer.sign(document(), directory.resolve("signed.pdf"), statement());
            published = TrustAnchors.fromFiles(
                    List.of(Files.writeString(directory.resolve("published.pem"), signer.certificateChainPem())));
        }
        new DocumentStamper(authority.evidence(), Digests.ending(Map.of()), Duration.ofDays(1), CLOCK)
                .stamp(directory.resolve("signed.pdf"), directory.resolve("renewed.pdf"));
        signed = Documents.read(directory.resolve("signed.pdf"));
        renewed = Documents.read(directory.resolve("renewed.pdf"));
        validator = SignatureValidator.ofProvider(published, CLOCK);
    }

    /** What somebody adds as a revision, without a word of a page being another. */
    private enum Added {
        OTHER_METADATA {
            @Override
            void make(PDDocument document) {
                PDMetadata metadata = new PDMetadata(document);
                bytes(metadata.getCOSObject(), "<x:xmpmeta xmlns:x='adobe:ns:meta/'>Recalled</x:xmpmeta>");
                document.getDocumentCatalog().setMetadata(metadata);
            }
        },
        ANOTHER_VERSION {
            @Override
            void make(PDDocument document) {
                document.getDocumentCatalog().setVersion("2.0");
            }
        },
        ANOTHER_TITLE {
            @Override
            void make(PDDocument document) {
                document.getDocumentInformation().setTitle("No responsive records");
                document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            }
        },
        VALIDATION_DATA {
            @Override
            void make(PDDocument document) {
                COSStream stream = new COSStream();
                bytes(stream, "no certificate");
                COSArray certificates = new COSArray();
                certificates.add(stream);
                COSDictionary dss = new COSDictionary();
                dss.setItem("Certs", certificates);
                document.getDocumentCatalog().getCOSObject().setItem("DSS", dss);
            }
        };

        abstract void make(PDDocument document);

        /** An honest revision of validation data is not distinguished by what it says, but by being sealed. */
        boolean isWhatTheProviderAdds() {
            return this == VALIDATION_DATA;
        }
    }

    @Test
    void as_issued_and_renewed_it_is_valid() {
        for (byte[] whole : List.of(signed, renewed)) {
            SignatureReport report = validator.validate(whole);
            assertThat(report.problems()).isEmpty();
            assertThat(report.verdict()).isEqualTo(Verdict.VALID);
            assertThat(report.coversWholeFile()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Added.class)
    void a_revision_after_the_last_seal_is_found_and_counted(Added added) {
        for (byte[] whole : List.of(signed, renewed)) {
            byte[] more = with(whole, added);
            assertThat(Arrays.copyOf(more, whole.length)).isEqualTo(whole);
            SignatureReport report = validator.validate(more);
            assertThat(report.verdict()).isEqualTo(Verdict.ALTERED);
            assertThat(report.problems())
                    .contains(String.format(
                            java.util.Locale.US,
                            "%,d bytes stand after the last seal, under no signature and no time-stamp: anybody can"
                                    + " have added that.",
                            more.length - whole.length));
        }
    }

    /** A time-stamp can be had from the provider's authority by anybody: it seals what was added, but proves nobody. */
    @ParameterizedTest
    @EnumSource(Added.class)
    void a_revision_under_another_time_stamp_of_the_same_authority_is_found(Added added) {
        SignatureReport report = validator.validate(stamped(with(signed, added)));
        assertThat(report.coversWholeFile()).isTrue();
        if (added.isWhatTheProviderAdds()) {
            assertThat(report.problems()).isEmpty();
        } else {
            assertThat(report.verdict()).isEqualTo(Verdict.ALTERED);
            assertThat(report.problems()).contains(LATER);
        }
    }

    @Test
    void without_its_archive_time_stamp_it_is_said_to_miss_that() {
        List<Integer> ends = revisions(signed);
        int signature = ends.get(1);
        int validationData = ends.get(2);
        assertThat(validator.validate(Arrays.copyOf(signed, signature)).problems())
                .contains(NO_STAMP);
        for (int length : List.of(signature, signature + 1, validationData, validationData + 1)) {
            SignatureReport report = validator.validate(Arrays.copyOf(signed, length));
            assertThat(report.verdict()).as("cut to %d bytes", length).isEqualTo(Verdict.ALTERED);
            assertThat(report.intact()).isFalse();
        }
        assertThat(validator.validate(Arrays.copyOf(signed, validationData + 1)).problems())
                .contains(NO_STAMP)
                .anyMatch(problem -> problem.contains("after the last seal"));
    }

    @Test
    void a_renewed_one_cut_back_to_what_was_issued_is_that_and_cut_elsewhere_is_altered() {
        assertThat(validator.validate(Arrays.copyOf(renewed, signed.length)).verdict())
                .isEqualTo(Verdict.VALID);
        int validationData = revisions(renewed).get(4);
        assertThat(validator
                        .validate(Arrays.copyOf(renewed, validationData + 1))
                        .verdict())
                .isEqualTo(Verdict.ALTERED);
    }

    @Test
    void one_line_feed_after_the_end_is_named() {
        SignatureReport report = validator.validate(joined(signed, "\n"));
        assertThat(report.verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(report.problems())
                .contains("1 byte stands after the last seal, under no signature and no time-stamp: anybody can have"
                        + " added that.");
    }

    @Test
    void bytes_before_the_beginning_are_found() {
        byte[] shifted =
                joined("\n".getBytes(StandardCharsets.US_ASCII), new String(signed, StandardCharsets.ISO_8859_1));
        assertThat(validator.validate(shifted).verdict()).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void what_has_no_signature_of_the_provider_is_not_called_altered() {
        for (byte[] theirs : List.of(
                "%PDF-".getBytes(StandardCharsets.US_ASCII),
                "%PDF-1.7\n/ByteRange [0 1 2 3] /Contents <00>".getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(signed, 900))) {
            assertThat(validator.validate(theirs).verdict()).isEqualTo(Verdict.NOT_SIGNED);
        }
    }

    @Test
    void a_file_that_ends_within_a_time_stamp_is_not_valid() {
        SignatureReport report = validator.validate(Arrays.copyOf(signed, signed.length - 2_000));
        assertThat(report.verdict()).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void a_signature_that_a_revision_took_off_is_still_found() {
        byte[] taken = revised(signed, document -> {
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.ACRO_FORM);
            document.getPages().forEach(page -> {
                page.getCOSObject().removeItem(COSName.ANNOTS);
                page.getCOSObject().setNeedToBeUpdated(true);
            });
        });
        SignatureReport report = validator.validate(taken);
        assertThat(report.verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(report.problems()).contains("There is a signature in the file that the document no longer shows.");
    }

    @Test
    void a_time_stamp_of_a_stranger_seals_nothing() {
        DemonstrationAuthority stranger =
                DemonstrationAuthority.open(directory.resolve("stranger"), "Casey Custodian", CLOCK);
        SignatureReport report = validator.validate(stamped(signed, stranger));
        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.problems()).contains("The last time-stamp is of an authority that is not among those given.");
    }

    /** Under one root many have certificates, with whatever name. */
    @Test
    void another_signer_under_the_same_root_is_not_the_provider() throws IOException {
        Path theirs = directory.resolve("theirs.pdf");
        try (SigningKey key = authority.sealKey("Casey Custodian")) {
            new DocumentSigner(key, authority.evidence(), CLOCK)
                    .sign(directory.resolve("plain.pdf"), theirs, statement());
            SignatureReport report = validator.validate(theirs);
            assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
            assertThat(report.problems()).singleElement().asString().startsWith("Who signed is not among the signers");
            assertThat(new SignatureValidator(published.roots(), CLOCK)
                            .validate(theirs)
                            .verdict())
                    .isEqualTo(Verdict.VALID);

            Path both = directory.resolve("both.pdf");
            new DocumentSigner(key, authority.evidence(), CLOCK)
                    .sign(directory.resolve("signed.pdf"), both, statement());
            assertThat(validator.validate(both).verdict()).isEqualTo(Verdict.ALTERED);
            assertThat(new SignatureValidator(published.roots(), CLOCK)
                            .validate(both)
                            .problems())
                    .contains("Another signature was added to the provider's, which is always the only one.");
        }
    }

    private interface Change {
        void make(PDDocument document);
    }

    private static byte[] with(byte[] whole, Added added) {
        return revised(whole, added::make);
    }

    private static byte[] revised(byte[] whole, Change change) {
        try (PDDocument document = Loader.loadPDF(whole)) {
            change.make(document);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] stamped(byte[] whole) {
        return stamped(whole, authority);
    }

    private static byte[] stamped(byte[] whole, DemonstrationAuthority by) {
        PAdESService service = new PAdESService(by.evidence().certificates());
        service.setTspSource(by.evidence().timeStamps());
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            service.timestamp(new InMemoryDocument(whole), new PAdESTimestampParameters(DigestAlgorithm.SHA256))
                    .writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path document() throws IOException {
        Path file = directory.resolve("plain.pdf");
        try (PdfWriter pdf = new PdfWriter(
                Files.newOutputStream(file),
                new PdfProperties(
                        "Title",
                        "Example Messaging, Inc.",
                        Instant.EPOCH,
                        new PdfProperties.Header("left", "right"),
                        "foot"))) {
            pdf.paragraph("Text. ".repeat(200));
            pdf.signatureArea("signer", "Signature", List.of("who"));
            pdf.finish();
        }
        return file;
    }

    private static SignerStatement statement() {
        return SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino");
    }

    private static void bytes(COSStream stream, String text) {
        try (var out = stream.createOutputStream()) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the file's revisions end, without the line's end. */
    private static List<Integer> revisions(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<Integer> ends = new java.util.ArrayList<>();
        for (int at = text.indexOf("%%EOF"); at >= 0; at = text.indexOf("%%EOF", at + 1)) {
            ends.add(at + 5);
        }
        return ends;
    }

    private static byte[] joined(byte[] first, String then) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(then.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
