package org.tipstaff.document;

import java.util.List;

/**
 * The text layer of a page.
 *
 * @param page from 1
 * @param text lines separated by {@code \n}; empty on a page that is only a picture
 * @param words in reading order
 */
public record PageText(int page, String text, List<Word> words) {
    public PageText {
        if (page < 1) {
            throw new IllegalArgumentException("Pages count from 1");
        }
        words = List.copyOf(words);
    }

    /** Never the text: it is the order. */
    @Override
    public String toString() {
        return "PageText[page=" + page + "]";
    }
}
