package org.tipstaff.signing.document;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfObjectModificationsFinder;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModifications;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.PdfProperties;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;

/** The structure tree is passed over only where nothing of it was written anew. */
class RevisionComparisonTest {
    private final byte[] signed = document();

    private interface Change {
        void make(PDDocument document) throws IOException;
    }

    @Test
    void a_file_that_only_grew_is_compared_without_its_structure() throws IOException {
        byte[] whole = changed(document ->
                document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Extra"), new COSString("x")));
        assertThat(sameStructure(whole)).isTrue();
        assertThat(changes(new RevisionComparison(), whole))
                .isEqualTo(thorough(whole))
                .isEqualTo(1);
    }

    @Test
    void an_element_that_says_something_else_is_found() throws IOException {
        byte[] whole = changed(document -> {
            COSDictionary element = table(document);
            element.setItem(COSName.getPDFName("Alt"), new COSString("nothing was found"));
            element.setNeedToBeUpdated(true);
        });
        assertThat(sameStructure(whole)).isFalse();
        assertThat(changes(new RevisionComparison(), whole))
                .isEqualTo(thorough(whole))
                .isPositive();
    }

    @Test
    void another_structure_tree_is_found() throws IOException {
        byte[] whole = changed(document -> {
            COSDictionary other = new COSDictionary();
            other.setItem(COSName.TYPE, COSName.STRUCT_TREE_ROOT);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.STRUCT_TREE_ROOT, other);
        });
        assertThat(sameStructure(whole)).isFalse();
        assertThat(changes(new RevisionComparison(), whole))
                .isEqualTo(thorough(whole))
                .isPositive();
    }

    @Test
    void a_page_that_shows_something_else_is_found() throws IOException {
        byte[] whole = changed(document -> {
            COSDictionary page = document.getPage(0).getCOSObject();
            page.setItem(COSName.CONTENTS, new COSArray());
            page.setNeedToBeUpdated(true);
        });
        assertThat(changes(new RevisionComparison(), whole))
                .isEqualTo(thorough(whole))
                .isPositive();
    }

    private static COSDictionary table(PDDocument document) {
        COSArray top = document.getDocumentCatalog()
                .getStructureTreeRoot()
                .getCOSObject()
                .getCOSArray(COSName.K);
        COSArray kids = ((COSDictionary) top.getObject(0)).getCOSArray(COSName.K);
        return (COSDictionary) kids.getObject(kids.size() - 1);
    }

    private boolean sameStructure(byte[] whole) throws IOException {
        try (PdfBoxDocumentReader before = reader(signed);
                PdfBoxDocumentReader after = reader(whole)) {
            return RevisionComparison.structureIsTheSame(before, after);
        }
    }

    private int thorough(byte[] whole) throws IOException {
        return changes(new DefaultPdfObjectModificationsFinder(), whole);
    }

    private int changes(eu.europa.esig.dss.pdf.modifications.PdfObjectModificationsFinder finder, byte[] whole)
            throws IOException {
        try (PdfBoxDocumentReader before = reader(signed);
                PdfBoxDocumentReader after = reader(whole)) {
            PdfObjectModifications found = finder.find(before, after);
            return found.getSecureChanges().size()
                    + found.getFormFillInAndSignatureCreationChanges().size()
                    + found.getAnnotCreationChanges().size()
                    + found.getUndefinedChanges().size();
        }
    }

    private static PdfBoxDocumentReader reader(byte[] pdf) throws IOException {
        return new PdfBoxDocumentReader(new InMemoryDocument(pdf));
    }

    private byte[] changed(Change change) throws IOException {
        try (PDDocument document = Loader.loadPDF(signed)) {
            change.make(document);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            byte[] whole = out.toByteArray();
            assertThat(whole).startsWith(signed);
            return whole;
        }
    }

    private static byte[] document() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfWriter pdf = new PdfWriter((OutputStream) out, properties())) {
            pdf.title("above", "Rows");
            try (PdfTable table = pdf.table(List.of(new Column("One", 1)))) {
                table.row(List.of("a"));
            }
            pdf.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static PdfProperties properties() {
        return new PdfProperties("Title", "Example", Instant.EPOCH, new PdfProperties.Header("left", "right"), "foot");
    }
}
