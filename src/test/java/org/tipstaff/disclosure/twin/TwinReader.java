package org.tipstaff.disclosure.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.pdf.TaggedText;

/** Reads the rows back from each file of a disclosure, by the file format's own rules. */
public final class TwinReader {
    private TwinReader() {}

    public static List<List<String>> csv(Bundle bundle) throws IOException {
        List<List<String>> records = Rfc4180.read(bundle.file(bundle.twins().get(0)));
        List<String> header = new ArrayList<>(RowTexts.NAMES);
        String name = bundle.twins().get(0).fileName();
        header.add("disclosure " + name.substring(0, name.length() - ".csv".length()) + " salt "
                + DisclosureFixtures.SALT);
        assertThat(records.get(0)).isEqualTo(header);
        return records.subList(1, records.size()).stream()
                .peek(record -> assertThat(record.get(record.size() - 1)).isEmpty())
                .map(record -> record.subList(0, record.size() - 1).stream()
                        .map(cell -> cell.startsWith("'") ? cell.substring(1) : cell)
                        .toList())
                .toList();
    }

    public static List<List<String>> json(Bundle bundle) throws IOException {
        JsonNode root =
                new ObjectMapper().readTree(bundle.file(bundle.twins().get(1)).toFile());
        assertThat(root.get("rowCount").asInt()).isEqualTo(root.get("rows").size());
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : root.get("rows")) {
            rows.add(List.of(
                    row.get("number").asText(),
                    row.get("term").asText(),
                    row.get("log").asText(),
                    row.get("occurredAt").asText(),
                    row.get("source").get("value").asText(),
                    row.path("target").path("value").asText(""),
                    row.get("clientIp").asText(),
                    row.get("service").asText(),
                    row.get("lookupDevices").asText(),
                    row.get("userAgent").asText(),
                    row.get("hardwareVersion").asText(),
                    row.get("osVersion").asText()));
        }
        return rows;
    }

    /** The rows of the tables of the log, made exact again from what is printed. */
    public static List<List<String>> pdfRows(Bundle bundle) throws IOException {
        return pdfRows(bundle.file(bundle.document()));
    }

    public static List<List<String>> pdfRows(Path document) throws IOException {
        return TaggedText.of(document).rows().stream()
                .filter(row -> row.size() == 11
                        && row.get(1).startsWith("T")
                        && !row.get(0).equals("No."))
                .map(row -> row.stream().map(TwinReader::exact).toList())
                .toList();
    }

    /** A value beyond ASCII is printed as people read it and then spelt: both say the same. */
    static String exact(String printed) {
        for (int at = 1; at < printed.length(); at++) {
            String spelling = printed.substring(at);
            if (!printed.substring(0, at).matches("[ -~]*")
                    && spelling.matches("(?s)[ -~‹›]*")
                    && decoded(printed.substring(0, at)).equals(decoded(spelling))) {
                return decoded(spelling);
            }
        }
        return decoded(printed);
    }

    static String decoded(String printed) {
        return java.util.regex.Pattern.compile("‹U\\+([0-9A-F]{4,6})›")
                .matcher(printed)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(match.group(1), 16))));
    }

    /** The document has the log in its heading and a readable time. */
    public static List<String> asPrinted(List<String> row) {
        List<String> printed = new ArrayList<>(row);
        printed.set(3, row.get(3).replace('T', ' ').replace("Z", ""));
        printed.remove(2);
        return printed;
    }

    /** A reader of RFC 4180 of its own, by the grammar. */
    public static final class Rfc4180 {
        private Rfc4180() {}

        public static List<List<String>> read(Path file) throws IOException {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            List<List<String>> records = new ArrayList<>();
            List<String> record = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted) {
                    if (c != '"') {
                        cell.append(c);
                    } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        cell.append('"');
                        i++;
                    } else {
                        quoted = false;
                    }
                } else if (c == '"') {
                    quoted = true;
                } else if (c == ',' || c == '\r') {
                    record.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\r') {
                        assertThat(text.charAt(++i)).isEqualTo('\n');
                        records.add(record);
                        record = new ArrayList<>();
                    }
                } else {
                    cell.append(c);
                }
            }
            return records;
        }
    }
}
