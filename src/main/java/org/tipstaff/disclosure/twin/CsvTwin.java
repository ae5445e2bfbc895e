package org.tipstaff.disclosure.twin;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/**
 * The rows as comma-separated values: RFC 4180, UTF-8 without a byte order mark, a header row, lines ended by CR LF.
 *
 * <p>A spreadsheet program runs a cell that begins with {@code = + - @}, a tab or a line break as a formula, and every
 * phone number in E.164 begins with a plus. So such a cell gets an apostrophe in front, and so does one that begins with
 * an apostrophe itself. A program reads the exact value back by one rule: <em>if a cell begins with an apostrophe, drop
 * that one character.</em> The rule is also in the JSON twin's schema and in the document.
 *
 * <p>A last column has no values, only a name that says of which disclosure the file is: without it the files of two
 * disclosures without rows would be the same bytes, and nobody could tell them apart. Its salt keeps rows from being tried against the file's hash.
 */
public final class CsvTwin implements Closeable {
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠'";

    private final BufferedWriter out;

    /** @param names number and salt stand in the name of the last column */
    public CsvTwin(Path file, DisclosureContents.Names names) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        line(RowTexts.NAMES, RowTexts.ORIGIN + names.number() + " salt " + names.salt());
    }

    public void row(long number, LogRecord row, Terms.Item item) throws IOException {
        line(RowTexts.of(number, row, item), "");
    }

    private void line(List<String> cells, String last) throws IOException {
        for (String each : cells) {
            cell(each);
            out.write(',');
        }
        cell(last);
        out.write("\r\n");
    }

    private void cell(String value) throws IOException {
        String guarded = guard(value);
        if (guarded.indexOf('"') < 0
                && guarded.indexOf(',') < 0
                && guarded.indexOf('\r') < 0
                && guarded.indexOf('\n') < 0) {
            out.write(guarded);
        } else {
            out.write('"');
            out.write(guarded.replace("\"", "\"\""));
            out.write('"');
        }
    }

    /** Keeps a spreadsheet from running the value; undone by dropping one leading apostrophe. */
    static String guard(String value) {
        return !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
