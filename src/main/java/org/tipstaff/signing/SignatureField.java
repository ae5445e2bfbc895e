package org.tipstaff.signing;

/**
 * Where a signature is seen.
 *
 * @param page from 1
 * @param x distance of the left edge from the page's left edge, in points of 1/72 inch
 * @param y distance of the upper edge from the page's upper edge, in points
 * @param w width in points
 * @param h height in points
 */
public record SignatureField(int page, float x, float y, float w, float h) {
    public SignatureField {
        if (page < 1) {
            throw new IllegalArgumentException("Pages are counted from 1");
        }
        if (!(x >= 0 && y >= 0 && w > 0 && h > 0)) {
            throw new IllegalArgumentException("A signature field lies on its page and has a size");
        }
    }
}
