package org.tipstaff.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads rows back from the twins and compares them with what is printed; columns as {@link RowTexts#NAMES}. */
final class TwinRows {
    private static final int PRINTED_COLUMNS = 11;
    private static final Pattern SPELT = Pattern.compile("‹U\\+([0-9A-F]{4,6})›");
    /** A cell of RFC 4180 and what ends it. */
    private static final Pattern CELL = Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^\",\r\n]*+))(,|\r\n)");

    private TwinRows() {}

    /**
     * The rows of {@link CsvTwin}, without the header and the guarding apostrophes.
     *
     * @throws IOException where it is no such file
     */
    static List<List<String>> csv(byte[] file) throws IOException {
        String text = new String(file, StandardCharsets.UTF_8);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        for (Matcher cell = CELL.matcher(text); at < text.length(); at = cell.end()) {
            if (!cell.region(at, text.length()).lookingAt()) {
                throw new IOException("This is no CSV");
            }
            String quoted = cell.group(1);
            String value = quoted == null ? String.valueOf(cell.group(2)) : quoted.replace("\"\"", "\"");
            row.add(value.startsWith("'") ? value.substring(1) : value);
            if (!",".equals(cell.group(3))) {
                rows.add(List.copyOf(row));
                row.clear();
            }
        }
        if (rows.isEmpty() || !rows.get(0).equals(RowTexts.NAMES)) {
            throw new IOException("The CSV has other columns");
        }
        return rows.subList(1, rows.size());
    }

    /** The rows of {@link JsonTwin}. */
    static List<List<String>> json(byte[] file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : new ObjectMapper().readTree(file).path("rows")) {
            rows.add(List.of(
                    row.path("number").asText(),
                    row.path("term").asText(),
                    row.path("log").asText(),
                    row.path("occurredAt").asText(),
                    row.path("source").path("value").asText(),
                    row.path("target").path("value").asText(),
                    row.path("clientIp").asText(),
                    row.path("service").asText(),
                    row.path("lookupDevices").asText(),
                    row.path("userAgent").asText(),
                    row.path("hardwareVersion").asText(),
                    row.path("osVersion").asText()));
        }
        return rows;
    }

    /** Whether a table row of the document is one of the log's, not a heading and not of another table. */
    static boolean isPrintedRow(List<String> row) {
        return row.size() == PRINTED_COLUMNS
                && row.get(1).startsWith("T")
                && !row.get(0).equals("No.");
    }

    static boolean samePrinted(List<List<String>> rows, List<List<String>> printed) {
        if (rows.size() != printed.size()) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            List<String> expected = new ArrayList<>(rows.get(i));
            if (expected.size() != PRINTED_COLUMNS + 1) {
                return false;
            }
            expected.set(3, expected.get(3).replace('T', ' ').replace("Z", ""));
            // The log stands in the heading of the table.
            expected.remove(2);
            for (int column = 0; column < PRINTED_COLUMNS; column++) {
                if (!samePrinted(expected.get(column), printed.get(i).get(column))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A value beyond printable ASCII is printed as people read it, and then once more spelt. */
    private static boolean samePrinted(String value, String printed) {
        String read = SPELT.matcher(printed)
                .replaceAll(
                        spelt -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(spelt.group(1), 16))));
        boolean plain = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        return read.equals(value) || !plain && read.equals(value + value);
    }
}
