package org.tipstaff.pdf.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.fontbox.util.BoundingBox;
import org.tipstaff.pdf.file.Bytes;
import org.tipstaff.pdf.file.PdfObjects;

/**
 * A TrueType font, embedded as the subset that the document used (ISO 32000-1, 9.7.4). A character of ASCII has its own
 * code, so that a page's content can be read with the bare eye and is short. Each other shape with the text that it stands
 * for gets a code of two bytes at its first use, even where two share a glyph, so that extracted text is the
 * text that was written. A code is its own CID: MuPDF looks text up by CID, and only where that is one of the codes.
 */
final class PdfFont {
    private static final int ASCII = 128;
    private static final int BMP = 0x10000;
    /** Codes of two bytes; their first byte is no ASCII. */
    private static final int FIRST_CODE = 0x8000;

    private final FontFile font;
    private final String name;
    private final PdfObjects objects;
    private int number;
    private final boolean[] ascii = new boolean[ASCII];
    /** Code by code point, for one that stands for itself: 0 not used yet. */
    private char[] codes = new char[0];

    private final Map<Use, Integer> otherCodes = new HashMap<>();
    private final List<Use> used = new ArrayList<>();

    /** @param text what the glyph stands for, mostly the code point itself */
    private record Use(int codePoint, String text) {}

    /** @param name in the pages' resources */
    PdfFont(String resource, String name, PdfObjects objects) {
        this.font = FontFile.of(resource);
        this.name = name;
        this.objects = objects;
    }

    String name() {
        return name;
    }

    /** The font's object; only of a font that is used. */
    int number() {
        return number;
    }

    boolean isUsed() {
        return number != 0;
    }

    boolean shows(int codePoint) {
        return font.glyph(codePoint) != 0;
    }

    /** Thousandths of the font's size. */
    int widthOf(int codePoint) {
        return font.widthOf(codePoint);
    }

    /** Appends the operator that makes this the font of what follows. */
    void select(Bytes to, float size) {
        if (number == 0) {
            number = objects.reserve();
        }
        to.add((byte) '/').add(name).add((byte) ' ').number(size).add(" Tf ");
    }

    /** Appends the text as a string of codes. Every character must be one that the font shows. */
    void encode(Bytes to, String text) {
        to.add((byte) '(');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ASCII) {
                ascii[c] = true;
                to.literal(c);
            } else {
                code(to, codeOf(c));
            }
        }
        to.add((byte) ')');
    }

    /** Appends the code of a glyph of this font, to stand within a string. */
    void encode(Bytes to, Glyph glyph) {
        if (glyph.shape() < ASCII && glyph.text().length() == 1) {
            ascii[glyph.shape()] = true;
            to.literal(glyph.shape());
        } else {
            code(to, otherCodes.computeIfAbsent(new Use(glyph.shape(), glyph.text()), this::firstUse));
        }
    }

    private int codeOf(char c) {
        if (codes.length == 0) {
            codes = new char[BMP];
        }
        if (codes[c] == 0) {
            codes[c] = (char) firstUse(new Use(c, String.valueOf(c)));
        }
        return codes[c];
    }

    private static void code(Bytes to, int code) {
        to.literal(code >> 8);
        to.literal(code & 0xFF);
    }

    private int firstUse(Use use) {
        if (!shows(use.codePoint())) {
            throw new IllegalArgumentException("Text must be made visible before it is drawn");
        }
        if (used.size() == BMP - FIRST_CODE) {
            throw new IllegalStateException("A font of a document shows 32,768 different characters at most");
        }
        used.add(use);
        return FIRST_CODE + used.size() - 1;
    }

    /** What is shown, by code, which is the CID too. */
    private TreeMap<Integer, Use> byCode() {
        TreeMap<Integer, Use> shown = new TreeMap<>();
        for (int c = 0; c < ASCII; c++) {
            if (ascii[c]) {
                shown.put(c, new Use(c, Character.toString(c)));
            }
        }
        for (int i = 0; i < used.size(); i++) {
            shown.put(FIRST_CODE + i, used.get(i));
        }
        return shown;
    }

    /** Writes the font's objects; nothing can be encoded after it. */
    void write() throws IOException {
        TreeMap<Integer, Use> shown = byCode();
        Set<Integer> wanted =
                shown.values().stream().map(use -> font.glyph(use.codePoint())).collect(Collectors.toSet());
        FontFile.Subset subset = font.subset(wanted, "TIPSTF");
        byte[] cidToGid = new byte[(used.isEmpty() ? ASCII : FIRST_CODE + used.size()) * 2];
        StringBuilder w = new StringBuilder("[");
        shown.forEach((cid, use) -> {
            int glyph = subset.newGlyphs().getOrDefault(font.glyph(use.codePoint()), 0);
            cidToGid[2 * cid] = (byte) (glyph >> 8);
            cidToGid[2 * cid + 1] = (byte) glyph;
            w.append(cid).append('[').append(widthOf(use.codePoint())).append(']');
        });
        w.append(']');

        String subsetName = "TIPSTF+" + font.font().getName();
        byte[] program = subset.file();
        int file = objects.reserve();
        objects.stream(file, "/Length1 " + program.length, new Bytes(program.length).add(program, program.length));
        int map = objects.reserve();
        objects.stream(map, "", new Bytes(cidToGid.length).add(cidToGid, cidToGid.length));
        int descriptor = objects.add(descriptor(subsetName, file));
        int cidFont = objects.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/" + subsetName + "/CIDSystemInfo"
                + CharacterMaps.SYSTEM + "/FontDescriptor " + descriptor + " 0 R/DW 1000/W " + w + "/CIDToGIDMap " + map
                + " 0 R>>");
        int encoding = objects.reserve();
        objects.stream(
                encoding,
                "/Type/CMap/CMapName/" + CharacterMaps.NAME + "/CIDSystemInfo" + CharacterMaps.SYSTEM,
                CharacterMaps.encoding(used.size()));
        int toUnicode = objects.reserve();
        Map<Integer, String> texts = new TreeMap<>();
        shown.forEach((code, use) -> texts.put(code, use.text()));
        objects.stream(toUnicode, "", CharacterMaps.toUnicode(texts));
        objects.put(
                number,
                "<</Type/Font/Subtype/Type0/BaseFont/" + subsetName + "/Encoding " + encoding + " 0 R/DescendantFonts["
                        + cidFont + " 0 R]/ToUnicode " + toUnicode + " 0 R>>");
    }

    private String descriptor(String subsetName, int file) throws IOException {
        BoundingBox box = font.font().getFontBBox();
        return String.format(
                Locale.ROOT,
                "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
                        + "/CapHeight 729/StemV 80/FontFile2 %d 0 R>>",
                subsetName,
                font.thousandths(box.getLowerLeftX()),
                font.thousandths(box.getLowerLeftY()),
                font.thousandths(box.getUpperRightX()),
                font.thousandths(box.getUpperRightY()),
                font.thousandths(font.font().getHorizontalHeader().getAscender()),
                font.thousandths(font.font().getHorizontalHeader().getDescender()),
                file);
    }
}
