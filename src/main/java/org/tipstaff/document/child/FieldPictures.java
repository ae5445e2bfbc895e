package org.tipstaff.document.child;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDVariableText;

/**
 * Gives values of form fields that have no picture of their own one, as every viewer does (ISO 32000-1, 12.7.3.3). Only in
 * memory and only after the signatures were judged: the file stays as it was filed.
 */
final class FieldPictures {
    private FieldPictures() {}

    static void complete(PDDocument document) {
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form == null) {
            return;
        }
        for (PDField field : form.getFieldTree()) {
            if (field instanceof PDVariableText text && !text.getValueAsString().isEmpty() && hasNone(text)) {
                draw(form, text);
            }
        }
    }

    private static boolean hasNone(PDVariableText field) {
        return field.getWidgets().stream().anyMatch(widget -> {
            PDAppearanceDictionary appearance = widget.getAppearance();
            return appearance == null || appearance.getNormalAppearance() == null;
        });
    }

    private static void draw(PDAcroForm form, PDVariableText field) {
        try {
            form.refreshAppearances(List.of(field));
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refused refused) {
                throw refused;
            }
            // Without a font that can be used; other viewers do not draw it either.
        }
    }
}
