package org.tipstaff.pdf.text;

import java.util.List;
import java.util.Map;
import org.tipstaff.pdf.file.Bytes;

/**
 * The tables of a font (ISO 32000-1, 9.7.5 and 9.10.3) by which a reader goes from the codes in a page to shapes and to
 * text. A code is one byte of ASCII, or two bytes of which the first is above it.
 */
final class CharacterMaps {
    static final String SYSTEM = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>";
    static final String NAME = "Tipstaff-H";

    /** A section of such a table holds 100 entries at most (Adobe Technical Note 5014). */
    private static final int SECTION = 100;

    private static final String CODES = "2 begincodespacerange\n<00> <7F>\n<8000> <FFFF>\nendcodespacerange\n";
    private static final String BEGIN = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n";
    private static final String END = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

    private CharacterMaps() {}

    /** From codes to CIDs, which are the same numbers. */
    static Bytes encoding(int others) {
        Bytes map = Bytes.of("%!PS-Adobe-3.0 Resource-CMap\n" + BEGIN
                + "/CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (Identity) def\n/Supplement 0 def\n"
                + "end def\n/CMapName /" + NAME + " def\n/CMapType 1 def\n/WMode 0 def\n" + CODES);
        map.add("1 begincidrange\n<00> <7F> 0\nendcidrange\n");
        // Within a range only the last byte changes.
        int ranges = (others + 255) / 256;
        for (int from = 0; from < ranges; from += SECTION) {
            int to = Math.min(ranges, from + SECTION);
            map.add(to - from).add(" begincidrange\n");
            for (int high = from; high < to; high++) {
                int code = 0x8000 + high * 256;
                map.add((byte) '<').hex(code).add("> <").hex(code + 255).add("> ");
                map.add(code).add((byte) '\n');
            }
            map.add("endcidrange\n");
        }
        return map.add(END);
    }

    /** From codes to what they stand for. */
    static Bytes toUnicode(Map<Integer, String> texts) {
        Bytes map = Bytes.of(BEGIN + "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" + CODES);
        List<Map.Entry<Integer, String>> entries = List.copyOf(texts.entrySet());
        for (int from = 0; from < entries.size(); from += SECTION) {
            int to = Math.min(entries.size(), from + SECTION);
            map.add(to - from).add(" beginbfchar\n");
            entries.subList(from, to).forEach(entry -> pair(map, entry.getKey(), entry.getValue()));
            map.add("endbfchar\n");
        }
        return map.add(END);
    }

    private static void pair(Bytes map, int code, String text) {
        map.add((byte) '<');
        if (code < 128) {
            map.add(String.format(java.util.Locale.ROOT, "%02X", code));
        } else {
            map.hex(code);
        }
        map.add("> <");
        for (char unit : text.toCharArray()) {
            map.hex(unit);
        }
        map.add(">\n");
    }
}
