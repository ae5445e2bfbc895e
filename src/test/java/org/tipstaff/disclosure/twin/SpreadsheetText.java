package org.tipstaff.disclosure.twin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The cells of a spreadsheet's sheet, read from its XML (ECMA-376-1, 18.3.1), none of them a formula. It believes what the
 * sheet says of its size and sees nothing beyond, as readers do that do not hold a sheet in memory.
 */
public final class SpreadsheetText {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final Map<String, String> cells = new HashMap<>();
    private int lastRow;

    /** The first sheet. */
    public static SpreadsheetText of(Path file) throws IOException {
        return of(file, 1);
    }

    /** @param number of the sheet, from 1 */
    public static SpreadsheetText of(Path file, int number) throws IOException {
        SpreadsheetText text = new SpreadsheetText();
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + number + ".xml"))) {
            text.read(XMLInputFactory.newDefaultFactory().createXMLStreamReader(sheet));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return text;
    }

    /** The sheets' names, in their order. */
    public static List<String> sheets(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream workbook = zip.getInputStream(zip.getEntry("xl/workbook.xml"))) {
            String xml = new String(workbook.readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("<sheet name=\"([^\"]*)\"")
                    .matcher(xml)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        String cell = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("f")) {
                    throw new AssertionError("A formula in " + cell);
                } else if (name.equals("dimension")) {
                    lastRow = rowOf(xml.getAttributeValue(null, "ref"));
                } else if (name.equals("c")) {
                    cell = xml.getAttributeValue(null, "r");
                } else if (name.equals("t") && rowOf(cell) <= lastRow) {
                    cells.put(
                            cell,
                            ESCAPE.matcher(xml.getElementText())
                                    .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                                            String.valueOf((char) Integer.parseInt(match.group(1), 16)))));
                }
            }
        }
    }

    /** Of a cell, or the last of a range of cells. */
    private static int rowOf(String reference) {
        return Integer.parseInt(reference.replaceFirst(".*[A-Z]", ""));
    }

    public String get(String cell) {
        return cells.getOrDefault(cell, "");
    }

    /** The rows below the header, up to the first without a time. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int number = 10; !get("B" + number).isEmpty(); number++) {
            rows.add(row(number));
        }
        return rows;
    }

    /** Columns A to I. */
    public List<String> row(int number) {
        List<String> row = new ArrayList<>();
        for (char column = 'A'; column <= 'I'; column++) {
            row.add(get(column + Integer.toString(number)));
        }
        return row;
    }
}
