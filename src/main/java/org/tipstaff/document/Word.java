package org.tipstaff.document;

/**
 * A word and where it stands on the picture of its page.
 *
 * @param page from 1
 * @param x left edge, a fraction 0..1 of the page's width
 * @param y upper edge, a fraction 0..1 of the page's height, from the top
 * @param width a fraction of the page's width
 * @param height a fraction of the page's height
 */
public record Word(int page, String text, double x, double y, double width, double height) {
    public Word {
        if (page < 1 || !fraction(x) || !fraction(y) || !fraction(width) || !fraction(height)) {
            throw new IllegalArgumentException("A word stands on a page, its box in fractions from 0 to 1");
        }
    }

    private static boolean fraction(double value) {
        return value >= 0 && value <= 1;
    }

    /** Never the word: it is part of the order. */
    @Override
    public String toString() {
        return "Word[page=" + page + "]";
    }
}
