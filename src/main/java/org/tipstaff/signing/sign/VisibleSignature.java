package org.tipstaff.signing.sign;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.DSSFileFont;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.tipstaff.signing.SignatureField;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;

/** What a visible signature shows: who, why, where and when, in a font that is embedded, as PDF/A demands. */
final class VisibleSignature {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private VisibleSignature() {}

    static SignatureImageParameters of(SignerStatement statement, SignatureField field, Instant signedAt) {
        SignatureFieldParameters place = new SignatureFieldParameters();
        place.setPage(field.page());
        place.setOriginX(field.x());
        place.setOriginY(field.y());
        place.setWidth(field.w());
        place.setHeight(field.h());

        return in(place, statement, signedAt);
    }

    /** Fills a field that the document has. */
    static SignatureImageParameters in(SignerStatement statement, String fieldName, Instant signedAt) {
        SignatureFieldParameters place = new SignatureFieldParameters();
        place.setFieldId(fieldName);
        return in(place, statement, signedAt);
    }

    private static SignatureImageParameters in(
            SignatureFieldParameters place, SignerStatement statement, Instant signedAt) {
        SignatureImageTextParameters text = new SignatureImageTextParameters();
        text.setFont(font());
        text.setText(String.join(
                "\n",
                "Signed by " + statement.custodianName(),
                statement.reason(),
                statement.location() + ", " + signedAt));

        SignatureImageParameters image = new SignatureImageParameters();
        image.setFieldParameters(place);
        image.setTextParameters(text);
        return image;
    }

    private static DSSFileFont font() {
        try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new SigningException("PDFBox no longer carries its font");
            }
            DSSFileFont font = new DSSFileFont(new InMemoryDocument(in.readAllBytes()), 8);
            font.setEmbedFontSubset(true);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
