package org.tipstaff.pdf.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tipstaff.pdf.file.PdfObjects;

/**
 * The fonts of one document. Two faces of Liberation Sans set nearly all of it; DejaVu Sans has the other alphabets,
 * Droid Sans Fallback the Chinese and Japanese characters, Nanum Gothic the Korean ones. These are opened at the first
 * character that needs them; a font that shows nothing does not go into the file.
 */
public final class Fonts {
    private static final List<String> FALLBACKS = List.of(
            "/org/tipstaff/pdf/DejaVuSans.ttf",
            "/org/tipstaff/pdf/DroidSansFallbackFull.ttf",
            "/org/tipstaff/pdf/NanumGothicCoding.ttf");

    private final PdfObjects objects;
    private final PdfFont ownRegular;
    private final PdfFont ownBold;
    private final List<PdfFont> fallbacks = new ArrayList<>();

    public Fonts(PdfObjects objects) {
        this.objects = objects;
        this.ownRegular = new PdfFont("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf", "F1", objects);
        this.ownBold = new PdfFont("/org/tipstaff/pdf/LiberationSans-Bold.ttf", "F2", objects);
    }

    public Typeface regular() {
        return new Typeface(ownRegular, this);
    }

    public Typeface bold() {
        return new Typeface(ownBold, this);
    }

    /** The first shared font that shows a code point; null where none does. */
    @Nullable
    PdfFont fallback(int codePoint) {
        for (int i = 0; i < FALLBACKS.size(); i++) {
            if (i == fallbacks.size()) {
                fallbacks.add(new PdfFont(FALLBACKS.get(i), "F" + (i + 3), objects));
            }
            if (fallbacks.get(i).shows(codePoint)) {
                return fallbacks.get(i);
            }
        }
        return null;
    }

    private List<PdfFont> used() {
        return Stream.concat(Stream.of(ownRegular, ownBold), fallbacks.stream())
                .filter(PdfFont::isUsed)
                .toList();
    }

    /** The entry of a dictionary of resources. */
    public String resources() {
        StringBuilder entry = new StringBuilder("/Font<<");
        for (PdfFont font : used()) {
            entry.append('/')
                    .append(font.name())
                    .append(' ')
                    .append(font.number())
                    .append(" 0 R");
        }
        return entry.append(">>").toString();
    }

    /** Writes what was used; nothing can be drawn after it. */
    public void write() throws IOException {
        for (PdfFont font : used()) {
            font.write();
        }
    }
}
