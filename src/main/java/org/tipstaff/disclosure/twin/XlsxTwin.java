package org.tipstaff.disclosure.twin;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tipstaff.disclosure.RowSource;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/**
 * The rows in the layout of the provider's own return, which police tools parse: account in A3, header in row 9, nine
 * columns A to I, times to the second. Every cell is text, which no spreadsheet program runs as a formula (ECMA-376-1,
 * 18.18.11).
 *
 * <p>The first sheet is the return and holds capability queries only, so that no parser takes a call invitation for one.
 * Each other log of the terms has a sheet of its own behind it, with the same nine columns under its own names. What
 * exceeds a sheet's rows goes on in a further sheet of the same layout.
 *
 * <p>The layout has no room for microseconds, terms and running numbers; they are in the other twins.
 */
public final class XlsxTwin implements Closeable {
    public static final List<String> HEADER = List.of(
            "IDS Service",
            "Timestamp",
            "Client IP",
            "Source Handle",
            "Lookup Handle",
            "Lookup Devices",
            "User Agent",
            "Hardware Version",
            "OS Version");

    private static final int ACCOUNT_ROW = 2;
    private static final int HEADER_ROW = 8;
    /** A sheet holds 1,048,576 rows. */
    private static final int ROWS_A_SHEET = 1_000_000;
    /** What a cell holds at most (ECMA-376 as implemented by spreadsheet programs). */
    private static final int CELL_LENGTH = 32_767;

    private static final Pattern ESCAPED =
            Pattern.compile("_x[0-9A-Fa-f]{4}_|[\\x00-\\x08\\x0B-\\x1F\\x{FFFE}\\x{FFFF}]");

    private final Path file;
    private final Path written;
    private final OutputStream out;
    private final Workbook workbook;
    private final String account;
    private final Set<LogKind> logs;
    private LogKind log = LogKind.CAPABILITY_QUERY;
    private Worksheet sheet;
    private int sheets;
    private int rowOfSheet;
    private final List<String> dimensions = new ArrayList<>();

    /** @param names number and salt stand in the document's properties, because the layout has no place for them */
    public XlsxTwin(Path file, Terms granted, DisclosureContents.Names names) throws IOException {
        this.file = file;
        written = file.resolveSibling(file.getFileName() + ".written");
        out = new BufferedOutputStream(Files.newOutputStream(written), 1 << 16);
        workbook = new Workbook(out, "Tipstaff", null);
        workbook.properties().setTitle("Disclosure " + names.number()).setTextProperty("Salt", names.salt());
        List<Handle> handles = granted.handles();
        account = handles.size() == 1 ? handles.get(0).value() : handles.size() + " handles, see columns D and E";
        logs = granted.logs();
        sheet = nextSheet();
    }

    private Worksheet nextSheet() {
        sheets++;
        Worksheet next = workbook.newWorksheet(sheets == 1 ? name(log) : name(log) + " " + sheets);
        next.inlineString(ACCOUNT_ROW, 0, text(account));
        List<String> header = header(log);
        for (int column = 0; column < header.size(); column++) {
            next.inlineString(HEADER_ROW, column, header.get(column));
        }
        rowOfSheet = 0;
        return next;
    }

    private static String name(LogKind log) {
        return switch (log) {
            case CAPABILITY_QUERY -> "LOG";
            case FACETIME_INVITATION -> "FACETIME";
            case SIGN_IN -> "SIGN-IN";
        };
    }

    /** The names of columns A to I; what a log does not know stays empty or 0 below its name. */
    public static List<String> header(LogKind log) {
        return switch (log) {
            case CAPABILITY_QUERY -> HEADER;
            case FACETIME_INVITATION -> named("FaceTime Service", "Caller Handle", "Invited Handle");
            case SIGN_IN -> named("Service", "Source Handle", "Target Handle");
        };
    }

    private static List<String> named(String service, String source, String target) {
        List<String> header = new ArrayList<>(HEADER);
        header.set(0, service);
        header.set(3, source);
        header.set(4, target);
        return List.copyOf(header);
    }

    /** Takes a row of the first sheet's log; those of the others are for {@link #finish}. */
    public void row(LogRecord row) throws IOException {
        if (row.log() == log) {
            add(row);
        }
    }

    private void add(LogRecord row) throws IOException {
        if (rowOfSheet == ROWS_A_SHEET) {
            finishSheet();
            sheet = nextSheet();
        }
        List<String> cells = cells(row);
        int at = HEADER_ROW + 1 + rowOfSheet;
        for (int column = 0; column < cells.size(); column++) {
            sheet.inlineString(at, column, text(cells.get(column)));
        }
        rowOfSheet++;
        if (rowOfSheet % 1_000 == 0) {
            sheet.flush();
        }
    }

    /** The values of columns A to I, as they are before they are spelt for the file. */
    public static List<String> cells(LogRecord row) {
        var details = row.details();
        return List.of(
                details.service(),
                RowTexts.seconds(row.occurredAt()),
                details.clientIp(),
                row.source().value(),
                RowTexts.target(row),
                Integer.toString(details.lookupDevices()),
                details.userAgent(),
                details.hardwareVersion(),
                details.osVersion());
    }

    /** Spells characters that XML cannot hold as {@code _xHHHH_} (ECMA-376-1, 22.9.2.19). */
    private static String text(String value) {
        String whole = RowTexts.whole(value);
        Matcher matcher = ESCAPED.matcher(whole);
        String spelt = matcher.replaceAll(match -> match.group().length() > 1
                ? "_x005F" + match.group()
                : String.format(Locale.ROOT, "_x%04X_", (int) match.group().charAt(0)));
        return spelt.length() <= CELL_LENGTH ? spelt : spelt.substring(0, CELL_LENGTH - 1) + "…";
    }

    /**
     * Writes the sheets of the other logs and completes the file. A sheet is written whole before the next begins, so the
     * rows are read once more for each.
     */
    public void finish(RowSource rows) throws IOException {
        for (LogKind other : logs) {
            if (other != LogKind.CAPABILITY_QUERY) {
                finishSheet();
                log = other;
                sheets = 0;
                sheet = nextSheet();
                rows.forEach((row, item) -> row(row));
            }
        }
        finishSheet();
        workbook.finish();
        out.close();
        SheetDimensions.correct(written, file, dimensions);
    }

    private void finishSheet() throws IOException {
        sheet.finish();
        dimensions.add("A" + (ACCOUNT_ROW + 1) + ":I" + (HEADER_ROW + 1 + rowOfSheet));
    }

    @Override
    public void close() throws IOException {
        // The workbook's own close would complete the file, and does not close what is below it.
        out.close();
        Files.deleteIfExists(written);
    }
}
