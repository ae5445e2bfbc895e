package org.tipstaff.disclosure;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;

/** The rows of a volume, one table an item. */
final class RowTables implements Closeable {
    private static final List<Column> COLUMNS = List.of(
            new Column("No.", 32),
            new Column("Term", 26),
            new Column("Time (UTC)", 62),
            Column.exact("Source handle", 106),
            Column.exact("Target handle", 106),
            Column.exact("Client IP", 84),
            Column.exact("Service", 74),
            new Column("Lookup devices", 40),
            Column.exact("User agent", 88),
            Column.exact("Hardware", 52),
            Column.exact("OS", 42));

    private final PdfWriter pdf;
    private final RowCounts counts;
    private int item;
    private @Nullable PdfTable table;

    RowTables(PdfWriter pdf, RowCounts counts) {
        this.pdf = pdf;
        this.counts = counts;
    }

    /** @param number of the row in the whole disclosure */
    void row(long number, LogRecord row, Terms.Item of) throws IOException {
        PdfTable current = table;
        if (current == null || item != of.number()) {
            current = begin(of, number > counts.firstOf(of));
        }
        List<String> texts = RowTexts.of(number, row, of);
        current.row(List.of(
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

    private PdfTable begin(Terms.Item of, boolean continued) throws IOException {
        close();
        pdf.widePage(150);
        pdf.heading(of.label() + " · " + of.log().title() + " · " + of.handle().value()
                + (continued ? " · continued" : ""));
        pdf.spelling(of.handle().value());
        pdf.aside(FrontMatter.rowsOf(counts.of(of))
                + (continued ? " in all volumes. " : ". ")
                + Limits.besideTable(of.log()));
        item = of.number();
        PdfTable begun = pdf.dataTable(COLUMNS);
        table = begun;
        return begun;
    }

    @Override
    public void close() throws IOException {
        if (table != null) {
            table.close();
            table = null;
        }
    }
}
