package org.tipstaff.hold;

/**
 * How far the sealing is, for a page.
 *
 * @param rows sealed so far; all of them once {@link HoldState#HELD}
 */
public record HoldProgress(HoldState state, long rows) {
    public HoldProgress {
        if (rows < 0) {
            throw new IllegalArgumentException("A number of rows is not negative");
        }
    }
}
