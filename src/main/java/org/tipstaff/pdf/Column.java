package org.tipstaff.pdf;

/**
 * A column of a table.
 *
 * @param title its header cell
 * @param share of the table's width, in relation to the other columns' shares
 * @param exact whether its cells are values, such as handles, and not prose: one beyond ASCII is shown as people read it
 *     and, below, spelt by code points
 */
public record Column(String title, float share, boolean exact) {
    public Column {
        if (!(share > 0)) {
            throw new IllegalArgumentException("A column needs a width");
        }
    }

    /** A column of prose. */
    public Column(String title, float share) {
        this(title, share, false);
    }

    /** A column of values. */
    public static Column exact(String title, float share) {
        return new Column(title, share, true);
    }
}
