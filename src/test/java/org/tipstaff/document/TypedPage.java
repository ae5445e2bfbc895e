package org.tipstaff.document;

import java.util.ArrayList;
import java.util.List;

/** A page as a typist leaves it: line under line, each word with a box. */
public final class TypedPage {
    private static final double WIDTH = 0.008;
    private static final double HEIGHT = 0.012;

    private TypedPage() {}

    /** @param text its lines separated by {@code \n} */
    public static PageText of(int page, String text) {
        List<Word> words = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
            int column = 0;
            for (String word : lines[line].strip().split("\\s+", -1)) {
                if (!word.isEmpty()) {
                    words.add(new Word(
                            page,
                            word,
                            Math.min(1, column * WIDTH),
                            (double) line / lines.length,
                            Math.min(1, word.length() * WIDTH),
                            Math.min(HEIGHT, 0.5 / lines.length)));
                    column += word.length() + 1;
                }
            }
        }
        return new PageText(page, text, words);
    }
}
