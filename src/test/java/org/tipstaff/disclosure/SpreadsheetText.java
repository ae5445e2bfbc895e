package org.tipstaff.disclosure;

import java.io.IOException;
import java.io.InputStream;
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

/** The cells of a spreadsheet's first sheet, read from its XML (ECMA-376-1, 18.3.1), none of them a formula. */
final class SpreadsheetText {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final Map<String, String> cells = new HashMap<>();

    static SpreadsheetText of(Path file) throws IOException {
        SpreadsheetText text = new SpreadsheetText();
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            text.read(XMLInputFactory.newDefaultFactory().createXMLStreamReader(sheet));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return text;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        String cell = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("f")) {
                    throw new AssertionError("A formula in " + cell);
                } else if (name.equals("c")) {
                    cell = xml.getAttributeValue(null, "r");
                } else if (name.equals("t")) {
                    cells.put(
                            cell,
                            ESCAPE.matcher(xml.getElementText())
                                    .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                                            String.valueOf((char) Integer.parseInt(match.group(1), 16)))));
                }
            }
        }
    }

    String get(String cell) {
        return cells.getOrDefault(cell, "");
    }

    /** Columns A to I. */
    List<String> row(int number) {
        List<String> row = new ArrayList<>();
        for (char column = 'A'; column <= 'I'; column++) {
            row.add(get(column + Integer.toString(number)));
        }
        return row;
    }
}
