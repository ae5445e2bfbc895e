package org.tipstaff.disclosure.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tipstaff.disclosure.RowTexts;

/** Compares rows of the twins with what is printed; columns as {@link RowTexts#NAMES}. */
final class TwinRows {
    private static final int PRINTED_COLUMNS = 11;
    private static final Pattern SPELT = Pattern.compile("‹U\\+([0-9A-F]{4,6})›");

    private TwinRows() {}

    /** Whether a table row of the document is one of the log's, not a heading and not of another table. */
    static boolean isPrintedRow(List<String> row) {
        return row.size() == PRINTED_COLUMNS
                && row.get(1).startsWith("T")
                && !row.get(0).equals("No.");
    }

    /** Whether a row of a twin is what a row of the tables prints. */
    static boolean samePrinted(List<String> row, List<String> printed) {
        if (row.size() != PRINTED_COLUMNS + 1 || printed.size() != PRINTED_COLUMNS) {
            return false;
        }
        List<String> expected = new ArrayList<>(row);
        expected.set(3, expected.get(3).replace('T', ' ').replace("Z", ""));
        // The log stands in the heading of the table.
        expected.remove(2);
        for (int column = 0; column < PRINTED_COLUMNS; column++) {
            if (!samePrinted(expected.get(column), printed.get(column))) {
                return false;
            }
        }
        return true;
    }

    /** A value beyond printable ASCII is printed as people read it, and then once more spelt. */
    private static boolean samePrinted(String value, String printed) {
        if (value.equals(printed)) {
            return true;
        }
        String read = SPELT.matcher(printed)
                .replaceAll(
                        spelt -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(spelt.group(1), 16))));
        boolean plain = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        return read.equals(value) || !plain && read.equals(value + value);
    }
}
