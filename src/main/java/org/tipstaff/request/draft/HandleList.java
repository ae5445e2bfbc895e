package org.tipstaff.request.draft;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of handles as people have them: one a line, a column of a spreadsheet, a table with names beside it. What stands
 * in other columns than those of handles is left out; a heading says which these are.
 */
public final class HandleList {
    /** 300 of the longest handles with a name each, in two bytes a letter. */
    public static final int LONGEST = 512 * 1024;

    /**
     * A cell in quotation marks, one that only begins with a quoted name, any other; and what ends it. The repetition in
     * marks is possessive, because any other takes a step of the stack for each letter.
     */
    private static final Pattern CELL = Pattern.compile(
            "\\s*(?:\"((?:[^\"]|\"\")*+)\"\\s*(?=[,;\\t]|$)|(\"[^\"]*\"[^,;\\t]*|[^,;\\t]*))([,;\\t]|$)");

    private static final Pattern LINE = Pattern.compile("\\R");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{5,20}");
    /** What may stand above a column of handles; above ids it says that bare digits are ids. */
    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("handle", ""),
            Map.entry("handles", ""),
            Map.entry("identifier", ""),
            Map.entry("phone", ""),
            Map.entry("phone number", ""),
            Map.entry("telephone", ""),
            Map.entry("e-mail", ""),
            Map.entry("email", ""),
            Map.entry("e-mail address", ""),
            Map.entry("email address", ""),
            Map.entry("account id", "dsid:"),
            Map.entry("dsid", "dsid:"));

    private HandleList() {}

    /** The file is no list; the message says what it is and how to save it. */
    public static final class NoList extends Exception {
        private static final long serialVersionUID = 1L;

        NoList(String message) {
            super(message, null, false, false);
        }
    }

    /** Every handle of a text, as typed, repeats included. */
    public static List<String> of(String text) {
        List<String> handles = new ArrayList<>();
        Map<Integer, String> columns = Map.of();
        int headed = 0;
        for (String line : LINE.split(text)) {
            List<String> cells = cells(line);
            Map<Integer, String> headings = headings(cells);
            if (!headings.isEmpty()) {
                columns = headings;
                headed = cells.size();
                continue;
            }
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                // A cell that stands under no heading is not left out in silence.
                String prefix = i < headed ? columns.get(i) : "";
                if (!cell.isEmpty() && prefix != null) {
                    handles.add(DIGITS.matcher(cell).matches() ? prefix + cell : cell);
                }
            }
        }
        return List.copyOf(handles);
    }

    /** Column → what goes before bare digits in it; none where the line is no line of headings. */
    private static Map<Integer, String> headings(List<String> cells) {
        Map<Integer, String> columns = new TreeMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String prefix = HEADINGS.get(cells.get(i).toLowerCase(Locale.ROOT));
            if (prefix != null) {
                columns.put(i, prefix);
            }
        }
        return columns;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line);
        int at = 0;
        while (at <= line.length() && cell.find(at) && cell.start() == at) {
            String quoted = cell.group(1);
            cells.add((quoted == null ? cell.group(2) : quoted.replace("\"\"", "\"")).strip());
            if (cell.group(3).isEmpty()) {
                break;
            }
            at = cell.end();
        }
        return cells;
    }

    /**
     * The text of a list's file. A letter that is none in the file's own encoding becomes one that no handle has, so that
     * it is asked back and not guessed.
     */
    public static String read(byte[] file) throws NoList {
        if (file.length > LONGEST) {
            throw new NoList("The list is longer than 300 handles can be. Save only the column of handles");
        }
        if (begins(file, 'P', 'K', 3, 4) || begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new NoList("The list is a spreadsheet's own file. Save it as CSV (UTF-8) and add that");
        }
        if (begins(file, '%', 'P', 'D', 'F')) {
            throw new NoList("The list is a PDF. Save it as text or CSV (UTF-8) and add that");
        }
        String text = new String(file, encoding(file)).replace("\uFEFF", "");
        if (text.indexOf('\0') >= 0) {
            throw new NoList("The list is no text. Save it as text or CSV (UTF-8) and add that");
        }
        return text;
    }

    private static Charset encoding(byte[] file) {
        if (begins(file, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (begins(file, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        // Without the mark: of the digits and Latin letters that handles are made of, every other byte is zero.
        if (file.length >= 4 && file.length % 2 == 0) {
            if (file[1] == 0 && file[3] == 0 && file[0] != 0) {
                return StandardCharsets.UTF_16LE;
            }
            if (file[0] == 0 && file[2] == 0 && file[1] != 0) {
                return StandardCharsets.UTF_16BE;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean begins(byte[] file, int... bytes) {
        if (file.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
