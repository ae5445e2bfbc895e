package org.tipstaff.document.child;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.tipstaff.document.PageText;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.document.Word;

/** Takes the text layer of a page, word by word, with the place of each word on the page as it is shown. */
final class Words extends PDFTextStripper {
    private static final int MOST_WORDS = 20_000;
    private static final int LONGEST_WORD = 1_000;
    private static final int MOST_CHARACTERS = 2_000_000;

    private final List<Word> words = new ArrayList<>();
    private int characters;
    private double width = 1;
    private double height = 1;

    Words() {
        setSortByPosition(true);
        setLineSeparator("\n");
        setAddMoreFormatting(false);
    }

    /** @param number from 1 */
    PageText of(PDDocument document, int number) throws IOException {
        PDPage page = document.getPage(number - 1);
        PDRectangle box = page.getCropBox();
        boolean lying = page.getRotation() % 180 != 0;
        width = lying ? box.getHeight() : box.getWidth();
        height = lying ? box.getWidth() : box.getHeight();
        words.clear();
        setStartPage(number);
        setEndPage(number);
        StringWriter text = new StringWriter();
        writeText(document, text);
        return new PageText(number, text.toString().strip(), words);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) throws IOException {
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw new Refused(RefusalReason.TOO_COMPLEX);
        }
        List<TextPosition> word = new ArrayList<>();
        for (TextPosition position : positions) {
            // The library parts words at gaps, but keeps those that a written space parts together.
            if (position.getUnicode().isBlank()) {
                finish(word);
            } else {
                word.add(position);
            }
        }
        finish(word);
        super.writeString(text, positions);
    }

    private void finish(List<TextPosition> positions) {
        if (positions.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        positions.forEach(position -> text.append(position.getUnicode()));
        if (words.size() >= MOST_WORDS || text.length() > LONGEST_WORD) {
            throw new Refused(RefusalReason.TOO_COMPLEX);
        }
        words.add(word(text.toString(), positions));
        positions.clear();
    }

    private Word word(String text, List<TextPosition> positions) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = 0;
        double bottom = 0;
        for (TextPosition position : positions) {
            boolean upright = position.getDir() == 0 || position.getDir() == 180;
            double across = upright ? position.getWidthDirAdj() : position.getHeightDir();
            double down = upright ? position.getHeightDir() : position.getWidthDirAdj();
            left = Math.min(left, position.getX());
            right = Math.max(right, position.getX() + across);
            top = Math.min(top, position.getY() - down);
            bottom = Math.max(bottom, position.getY());
        }
        double x = fraction(left / width);
        double y = fraction(top / height);
        return new Word(getCurrentPageNo(), text, x, y, fraction(right / width - x), fraction(bottom / height - y));
    }

    private static double fraction(double value) {
        return value >= 0 ? Math.min(1, value) : 0;
    }
}
