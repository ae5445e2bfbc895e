package org.tipstaff.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.pdf.file.PdfObjects;

class PdfWriterTest {
    @TempDir
    Path directory;

    @Test
    void a_document_says_its_language_title_profile_and_that_it_is_tagged() throws IOException {
        try (PDDocument document = Loader.loadPDF(sample().toFile())) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo("en-US");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(catalog.getOutputIntents()).hasSize(1);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A ‹U+0007› title & <more>");
            assertThat(new String(catalog.getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "&amp;");
        }
    }

    @Test
    void every_page_shows_its_number_and_how_many_there_are() throws IOException {
        try (PDDocument document = Loader.loadPDF(sample().toFile())) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("Page " + page + " of " + pages);
            }
        }
    }

    @Test
    void a_row_taller_than_a_page_goes_on_and_loses_nothing() throws IOException {
        String tall = "word ".repeat(4_000);
        assertThat(TaggedText.of(sample()).rows())
                .contains(List.of("1", tall, ""))
                .contains(List.of("last", "", "x"));
    }

    @Test
    void the_signature_field_lies_where_the_writer_says() throws IOException {
        try (PDDocument document = Loader.loadPDF(sample().toFile())) {
            var field = document.getDocumentCatalog().getAcroForm().getField("signer");
            var widget = field.getWidgets().get(0);
            assertThat(field.getFieldType()).isEqualTo("Sig");
            assertThat(document.getPages().indexOf(widget.getPage()) + 1).isEqualTo(area.page());
            assertThat(widget.getRectangle().getLowerLeftX()).isEqualTo(area.left());
            assertThat(widget.getRectangle().getHeight()).isEqualTo(area.height());
        }
    }

    @Test
    void an_unfinished_document_is_none() throws IOException {
        Path file = directory.resolve("unfinished.pdf");
        try (PdfWriter pdf = new PdfWriter(Files.newOutputStream(file), properties())) {
            pdf.paragraph("half");
        }
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("startxref");
    }

    @Test
    void a_row_of_another_width_is_refused() throws IOException {
        try (PdfWriter pdf = new PdfWriter(OutputStream.nullOutputStream(), properties());
                PdfTable table = pdf.table(List.of(new Column("One", 1)))) {
            assertThatThrownBy(() -> table.row(List.of("1", "2"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_document_of_more_objects_than_an_archive_takes_is_refused() throws IOException {
        PdfObjects objects = new PdfObjects(OutputStream.nullOutputStream());
        for (int i = 0; i < PdfObjects.MOST_OBJECTS; i++) {
            objects.reserve();
        }
        assertThatThrownBy(objects::reserve)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("8388607");
    }

    @Test
    void qpdf_finds_nothing_to_object() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/qpdf")), "qpdf is not installed");
        Process qpdf = new ProcessBuilder("/usr/bin/qpdf", "--check", sample().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("qpdf.txt").toFile())
                .start();
        assertThat(qpdf.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(qpdf.exitValue())
                .as(Files.readString(directory.resolve("qpdf.txt")))
                .isZero();
    }

    private SignatureArea area = new SignatureArea("none", 0, 0, 0, 0, 0);

    private static PdfProperties properties() {
        return new PdfProperties(
                "A \u0007 title & <more>",
                "Example Messaging, Inc.",
                Instant.parse("2026-11-21T17:30:09.5Z"),
                new PdfProperties.Header("left", "right"),
                "foot");
    }

    private Path sample() throws IOException {
        Path attached = Files.writeString(directory.resolve("rows.csv"), "a,b\r\n");
        Path file = directory.resolve("sample.pdf");
        try (PdfWriter pdf = new PdfWriter(Files.newOutputStream(file), properties())) {
            pdf.title("above", "Title");
            pdf.paragraph("Text. ".repeat(400));
            pdf.callout("Mind", List.of("one", "two"));
            pdf.facts(List.of(new Fact("Name", "Value")));
            pdf.widePage(100);
            try (PdfTable table =
                    pdf.dataTable(List.of(new Column("No.", 1), new Column("Text", 3), new Column("X", 1)))) {
                table.row(List.of("1", "word ".repeat(4_000), ""));
                table.row(List.of("last", "", "x"));
            }
            pdf.newPage();
            area = pdf.signatureArea("signer", "Signature", List.of("who"));
            pdf.attach(new Attachment(attached, "rows.csv", "text/csv", "rows", Instant.EPOCH));
            pdf.finish();
        }
        return file;
    }
}
