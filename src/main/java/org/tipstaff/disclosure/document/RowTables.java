package org.tipstaff.disclosure.document;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.Limits;
import org.tipstaff.disclosure.contents.RowCounts;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;

/** The rows of a volume, one table an item. */
final class RowTables implements Closeable {
    private static final List<Column> COLUMNS = List.of(
            new Column("No.", 32),
            new Column("Term", 24),
            new Column("Time (UTC)", 40),
            Column.exact("Source handle", 40),
            Column.exact("Target handle", 40),
            Column.exact("Client IP", 40),
            Column.exact("Service", 30),
            new Column("Lookup devices", 30),
            Column.exact("User agent", 40),
            Column.exact("Hardware", 30),
            Column.exact("OS", 24));
    /** So many rows of a table are looked at before its columns get their widths. */
    private static final int SAMPLE = 200;

    private final PdfWriter pdf;
    private final RowCounts counts;
    private int item;
    private final List<List<String>> waiting = new ArrayList<>();
    private @Nullable PdfTable table;

    RowTables(PdfWriter pdf, RowCounts counts) {
        this.pdf = pdf;
        this.counts = counts;
    }

    /** @param number of the row in the whole disclosure */
    void row(long number, LogRecord row, Terms.Item of) throws IOException {
        if (item != of.number()) {
            close();
            head(of, number > counts.firstOf(of));
        }
        List<String> texts = RowTexts.of(number, row, of);
        add(List.of(
                texts.get(0),
                texts.get(1),
                RowTexts.readable(row.occurredAt()),
                texts.get(4),
                texts.get(5),
                texts.get(6),
                texts.get(7),
                texts.get(8),
                texts.get(9),
                texts.get(10),
                texts.get(11)));
    }

    private void head(Terms.Item of, boolean continued) throws IOException {
        pdf.widePage(150);
        pdf.heading(of.label() + " · " + of.log().title() + " · " + of.handle().value()
                + (continued ? " · continued" : ""));
        pdf.spelling(of.handle().value());
        pdf.aside(RowTexts.rowsOf(counts.of(of))
                + (continued ? " in all volumes. " : ". ")
                + Limits.besideTable(of.log()));
        item = of.number();
    }

    private void add(List<String> cells) throws IOException {
        if (table != null) {
            table.row(cells);
            return;
        }
        waiting.add(cells);
        if (waiting.size() == SAMPLE) {
            begin();
        }
    }

    private void begin() throws IOException {
        PdfTable begun = pdf.dataTable(COLUMNS, waiting);
        table = begun;
        for (List<String> cells : waiting) {
            begun.row(cells);
        }
        waiting.clear();
    }

    @Override
    public void close() throws IOException {
        if (!waiting.isEmpty()) {
            begin();
        }
        if (table != null) {
            table.close();
            table = null;
        }
    }
}
