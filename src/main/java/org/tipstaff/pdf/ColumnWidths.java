package org.tipstaff.pdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tipstaff.pdf.text.Typeface;

/**
 * How wide columns have to be for nearly all values to stand on one line. Where that is wider than the page, the widest
 * columns give way, all to the same width: their values then go on on another line, and the others' do not.
 */
final class ColumnWidths {
    /** One value of ten may be longer than its column, or a single odd one would take the room of all. */
    private static final double USUAL = 0.9;
    /** What rounding might take from a line. */
    private static final float SLACK = 0.5f;

    private final PdfTable.Look look;
    private final PdfWriter.Type type;
    private final float whole;

    /** @param whole width of the table, in points */
    ColumnWidths(PdfTable.Look look, PdfWriter.Type type, float whole) {
        this.look = look;
        this.type = type;
        this.whole = whole;
    }

    /** The columns with their widths as shares. */
    List<Column> of(List<Column> columns, List<List<String>> rows) {
        float[] widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] =
                    Math.max(columns.get(i).share(), Math.max(usual(columns.get(i), rows, i), title(columns.get(i))));
        }
        float most = most(widths);
        List<Column> fitted = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            Column column = columns.get(i);
            fitted.add(new Column(column.title(), Math.min(widths[i], most), column.exact()));
        }
        return fitted;
    }

    private float usual(Column column, List<List<String>> rows, int at) {
        Typeface.Sized font = type.regular().at(look.size());
        float[] widths = new float[rows.size()];
        for (int i = 0; i < widths.length; i++) {
            String value = rows.get(i).get(at);
            widths[i] = font.width(column.exact() ? font.reading(value) : font.line(value));
        }
        Arrays.sort(widths);
        return widths.length == 0 ? 0 : room(widths[(int) Math.ceil(widths.length * USUAL) - 1]);
    }

    /** A title may break between its words. */
    private float title(Column column) {
        Typeface.Sized font = type.bold().at(look.size());
        float longest = 0;
        for (String word : column.title().split(" ", -1)) {
            longest = Math.max(longest, font.width(font.line(word)));
        }
        return room(longest);
    }

    private float room(float text) {
        return text + look.gutter() + SLACK;
    }

    /** The width above which none may be, for all to fit. */
    private float most(float[] widths) {
        float[] sorted = widths.clone();
        Arrays.sort(sorted);
        float left = whole;
        for (int i = 0; i < sorted.length; i++) {
            float each = left / (sorted.length - i);
            if (sorted[i] > each) {
                return each;
            }
            left -= sorted[i];
        }
        return Float.MAX_VALUE;
    }
}
