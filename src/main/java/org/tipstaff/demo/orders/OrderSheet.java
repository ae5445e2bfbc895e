package org.tipstaff.demo.orders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Sets text as courts do: letter paper, Times, captions in columns, page numbers. Sizes in points. */
final class OrderSheet implements AutoCloseable {
    static final PDFont ROMAN = new PDType1Font(FontName.TIMES_ROMAN);
    static final PDFont BOLD = new PDType1Font(FontName.TIMES_BOLD);
    static final PDFont ITALIC = new PDType1Font(FontName.TIMES_ITALIC);

    private static final float LEFT = 90;
    private static final float RIGHT = 540;
    private static final float TOP = 720;
    private static final float BOTTOM = 84;
    private static final float SIZE = 12;
    /** California Rules of Court, rule 2.108: lines one and a half spaced and numbered. */
    private static final int PLEADING_LINES = 28;

    private final PDDocument document = new PDDocument();
    private final boolean pleading;
    private PDPageContentStream out;
    private float y = TOP;

    /** @param pleading whether lines are numbered at the left, as in California */
    OrderSheet(boolean pleading) throws IOException {
        this.pleading = pleading;
        out = open();
    }

    private PDPageContentStream open() throws IOException {
        PDPage page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        y = TOP;
        // Streams stay plain, so that a test can change one letter of a signed order.
        PDPageContentStream stream =
                new PDPageContentStream(document, page, PDPageContentStream.AppendMode.OVERWRITE, false);
        if (pleading) {
            numberLines(stream);
        }
        return stream;
    }

    private static void numberLines(PDPageContentStream stream) throws IOException {
        for (int line = 1; line <= PLEADING_LINES; line++) {
            put(stream, new Words(Integer.toString(line), ROMAN, 10), line < 10 ? 66 : 61, TOP - (line - 1) * 22.7f);
        }
        for (float x : new float[] {80, 83, 552}) {
            stream.moveTo(x, 0);
            stream.lineTo(x, 792);
        }
        stream.setLineWidth(0.6f);
        stream.stroke();
    }

    /** Words in a typeface. */
    record Words(String text, PDFont font, float size) {
        float width() throws IOException {
            return font.getStringWidth(text) / 1000 * size;
        }
    }

    void newPage() throws IOException {
        out.close();
        out = open();
    }

    void space(float points) {
        y -= points;
    }

    void centre(String text, PDFont font) throws IOException {
        room(16);
        Words words = new Words(text, font, SIZE);
        put(out, words, (LEFT + RIGHT - words.width()) / 2, y);
        y -= 16;
    }

    void line(String text, float indent) throws IOException {
        room(16);
        put(out, new Words(text, ROMAN, SIZE), LEFT + indent, y);
        y -= 16;
    }

    /** A paragraph with its first line indented, in double or single spacing. */
    void paragraph(String text, float leading) throws IOException {
        List<String> lines = wrap(text, RIGHT - LEFT, 36);
        for (int i = 0; i < lines.size(); i++) {
            room(leading);
            put(out, new Words(lines.get(i), ROMAN, SIZE), LEFT + (i == 0 ? 36 : 0), y);
            y -= leading;
        }
        y -= 4;
    }

    /** What the matter is at the left, the number at the right, and a column of marks between. */
    void caption(List<String> left, List<String> right, String mark) throws IOException {
        int rows = Math.max(left.size(), right.size()) + 1;
        room(rows * 15f + 10);
        float top = y;
        for (int i = 0; i < left.size(); i++) {
            put(out, new Words(left.get(i), ROMAN, SIZE), LEFT, top - i * 15f);
        }
        for (int i = 0; !mark.isEmpty() && i < rows; i++) {
            put(out, new Words(mark, ROMAN, SIZE), 322, top - i * 15f);
        }
        for (int i = 0; i < right.size(); i++) {
            put(out, new Words(right.get(i), i == 0 ? BOLD : ROMAN, SIZE), 338, top - (i + 0.5f) * 15f);
        }
        y = top - rows * 15f - 10;
    }

    void rule(float from, float to) throws IOException {
        out.setLineWidth(0.7f);
        out.moveTo(from, y + 10);
        out.lineTo(to, y + 10);
        out.stroke();
        y -= 6;
    }

    void rule() throws IOException {
        rule(LEFT, RIGHT);
    }

    private void room(float height) throws IOException {
        if (y - height < BOTTOM) {
            newPage();
        }
    }

    private static List<String> wrap(String text, float width, float first) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            float room = width - (lines.isEmpty() ? first : 0);
            if (new Words(longer, ROMAN, SIZE).width() > room && !line.isEmpty()) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    private static void put(PDPageContentStream stream, Words words, float x, float y) throws IOException {
        stream.beginText();
        stream.setFont(words.font(), words.size());
        stream.newLineAtOffset(x, y);
        stream.showText(words.text());
        stream.endText();
    }

    /** Numbers the pages and writes the file. */
    byte[] finish(String title) throws IOException {
        out.close();
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            try (PDPageContentStream foot =
                    new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
                put(foot, new Words(Integer.toString(number), ROMAN, 10), 312, 48);
            }
        }
        document.getDocumentInformation().setTitle(title);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.NO_COMPRESSION);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
