package org.tipstaff.pdf;

/**
 * A column of a table.
 *
 * @param title its header cell
 * @param share of the table's width, in relation to the other columns' shares
 */
public record Column(String title, float share) {
    public Column {
        if (!(share > 0)) {
            throw new IllegalArgumentException("A column needs a width");
        }
    }
}
