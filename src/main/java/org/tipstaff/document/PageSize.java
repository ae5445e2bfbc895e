package org.tipstaff.document;

/**
 * The size of a page as it is shown, after its rotation.
 *
 * @param width in points of 1/72 inch
 * @param height in points of 1/72 inch
 */
public record PageSize(double width, double height) {
    public PageSize {
        if (!(width > 0 && width < 100_000 && height > 0 && height < 100_000)) {
            throw new IllegalArgumentException("A page has a positive size");
        }
    }
}
