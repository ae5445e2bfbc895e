package org.tipstaff.disclosure.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.RowTexts;

/** Reads the rows of the tables and of the twins side by side. */
final class RowComparison {
    private final Column tables;
    private final Column csv;
    private final Column json;
    private boolean twinsDiffer;
    private boolean tablesDiffer;
    private boolean numbersDiffer;

    /** Rows of one file, as far as they are read; of a file that is not there none. */
    private static final class Column {
        private final @Nullable RowReading rows;
        private @Nullable List<String> row;
        private long count;

        Column(@Nullable RowReading rows) {
            this.rows = rows;
        }

        boolean there() {
            return rows != null && !PrintedRows.ABSENT.equals(row);
        }

        /** @return whether there was one more */
        boolean advance() throws IOException {
            row = rows == null ? null : rows.next();
            boolean more = row != null;
            count += more && there() ? 1 : 0;
            return more;
        }
    }

    /**
     * @param csv null where it is not there to be compared
     * @param json null where it is not there to be compared
     */
    RowComparison(RowReading tables, @Nullable RowReading csv, @Nullable RowReading json) {
        this.tables = new Column(tables);
        this.csv = new Column(csv);
        this.json = new Column(json);
    }

    void run() throws IOException {
        Column twin = csv.there() ? csv : json;
        long number = 1;
        // Each is to advance, whether the others have come to their end or not.
        while (tables.advance() | csv.advance() | json.advance()) {
            if (csv.there() && json.there()) {
                twinsDiffer |= csv.row == null || !csv.row.equals(json.row);
            }
            if (tables.there() && twin.there()) {
                tablesDiffer |= twin.row == null || tables.row == null || !TwinRows.samePrinted(twin.row, tables.row);
            }
            if (tables.there() && tables.row != null) {
                numbersDiffer |= !tables.row.get(0).equals(Long.toString(number));
            }
            number++;
        }
    }

    /** @param listed how many rows the document says each twin has */
    List<String> problems(List<Long> listed) {
        List<String> problems = new ArrayList<>();
        if (twinsDiffer) {
            problems.add("The rows of the CSV and the JSON file are not the same.");
        }
        if (tablesDiffer) {
            problems.add("The rows of the tables and of the CSV file are not the same.");
        }
        if (numbersDiffer) {
            problems.add("The rows of the tables are not numbered one after the other.");
        }
        if (listed.stream().anyMatch(rows -> csv.there() && rows != csv.count || json.there() && rows != json.count)) {
            problems.add("The files do not hold as many rows as the document lists.");
        }
        return problems;
    }

    String fact() {
        return "Rows: " + RowTexts.number(tables.count) + " in the tables, " + RowTexts.number(csv.count)
                + " in the CSV file, " + RowTexts.number(json.count) + " in the JSON file";
    }
}
