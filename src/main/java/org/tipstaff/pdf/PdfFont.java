package org.tipstaff.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A TrueType font, embedded as the subset that the document used (ISO 32000-1, 9.7.4). Each shape with the text that it
 * stands for gets a CID of its own at its first use, even where two share a glyph, so that extracted text is the text
 * that was written.
 */
final class PdfFont {
    private static final int BMP = 0x10000;

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final float unitsPerThousand;
    private final String name;
    private final PdfObjects objects;
    private int number;
    /** By code point of the basic plane, for one that stands for itself: 0 not used yet. */
    private final char[] cids = new char[BMP];

    private final Map<Use, Integer> otherCids = new HashMap<>();
    private final short[] widths = new short[BMP];
    private final List<Use> used = new ArrayList<>();

    /** @param text what the glyph stands for, mostly the code point itself */
    private record Use(int codePoint, String text) {}

    /** @param name in the pages' resources */
    PdfFont(String resource, String name, PdfObjects objects) throws IOException {
        try (InputStream in = PdfFont.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("The font " + resource + " is missing from the application");
            }
            font = new TTFParser().parse(new RandomAccessReadBuffer(in));
        }
        // Ligatures would hide characters, and looking them up takes most of the time that text takes.
        font.setEnableGsub(false);
        glyphs = font.getUnicodeCmapLookup();
        unitsPerThousand = 1000f / font.getUnitsPerEm();
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
        return glyphs.getGlyphId(codePoint) != 0;
    }

    int widthOf(int codePoint) {
        int width = codePoint < BMP ? widths[codePoint] : 0;
        return width != 0 ? width : measure(codePoint);
    }

    private int measure(int codePoint) {
        try {
            int width = Math.round(font.getAdvanceWidth(glyphs.getGlyphId(codePoint)) * unitsPerThousand);
            if (codePoint < BMP) {
                widths[codePoint] = (short) width;
            }
            return width;
        } catch (IOException e) {
            throw new IllegalStateException("A font that was parsed cannot be read", e);
        }
    }

    /** Appends the operator that makes this the font of what follows. */
    void select(StringBuilder to, float size) {
        to.append('/').append(name).append(' ');
        PdfStrings.number(to, size).append(" Tf ");
    }

    /** Appends the text as a hexadecimal string of CIDs. Every character must be one that the font shows. */
    void encode(StringBuilder to, String text) {
        to.append('<');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int cid = cids[c];
            if (cid == 0) {
                cid = firstUse(new Use(c, String.valueOf(c)));
                cids[c] = (char) cid;
            }
            hex(to, cid);
        }
        to.append('>');
    }

    /** Appends the CID of a glyph of this font, to stand within a hexadecimal string. */
    void encode(StringBuilder to, Glyph glyph) {
        hex(to, otherCids.computeIfAbsent(new Use(glyph.shape(), glyph.text()), this::firstUse));
    }

    private int firstUse(Use use) {
        if (!shows(use.codePoint())) {
            throw new IllegalArgumentException("Text must be made visible before it is drawn");
        }
        if (used.size() == 0xFFFF) {
            throw new IllegalStateException("A font of a document shows 65,535 different characters at most");
        }
        if (number == 0) {
            number = objects.reserve();
        }
        used.add(use);
        return used.size();
    }

    private static void hex(StringBuilder to, int value) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.append("0123456789ABCDEF".charAt(value >> shift & 0xF));
        }
    }

    /** Writes the font's objects; nothing can be encoded after it. */
    void write() throws IOException {
        TTFSubsetter subsetter = new TTFSubsetter(font);
        subsetter.addGlyphIds(
                used.stream().map(use -> glyphs.getGlyphId(use.codePoint())).collect(Collectors.toSet()));
        subsetter.setPrefix("TIPSTF");
        Map<Integer, Integer> newGlyphs = new HashMap<>();
        subsetter.getGIDMap().forEach((newGlyph, oldGlyph) -> newGlyphs.put(oldGlyph, newGlyph));
        ByteArrayOutputStream subset = new ByteArrayOutputStream();
        subsetter.writeToStream(subset);

        byte[] cidToGid = new byte[(used.size() + 1) * 2];
        StringBuilder w = new StringBuilder("[1[");
        StringBuilder unicode = new StringBuilder();
        for (int i = 0; i < used.size(); i++) {
            int codePoint = used.get(i).codePoint();
            int glyph = newGlyphs.getOrDefault(glyphs.getGlyphId(codePoint), 0);
            cidToGid[2 * i + 2] = (byte) (glyph >> 8);
            cidToGid[2 * i + 3] = (byte) glyph;
            w.append(widthOf(codePoint)).append(' ');
            unicode.append('<');
            hex(unicode, i + 1);
            unicode.append("><");
            for (char unit : used.get(i).text().toCharArray()) {
                hex(unicode, unit);
            }
            unicode.append(">\n");
        }
        w.append("]]");

        String subsetName = "TIPSTF+" + font.getName();
        int file = objects.reserve();
        objects.stream(file, "/Length1 " + subset.size(), subset.toByteArray());
        int map = objects.reserve();
        objects.stream(map, "", cidToGid);
        int descriptor = objects.add(descriptor(subsetName, file));
        int cidFont = objects.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/" + subsetName
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor " + descriptor
                + " 0 R/DW 1000/W " + w + "/CIDToGIDMap " + map + " 0 R>>");
        int toUnicode = objects.reserve();
        objects.stream(toUnicode, "", toUnicode(unicode));
        objects.put(
                number,
                "<</Type/Font/Subtype/Type0/BaseFont/" + subsetName + "/Encoding/Identity-H/DescendantFonts[" + cidFont
                        + " 0 R]/ToUnicode " + toUnicode + " 0 R>>");
    }

    private String descriptor(String subsetName, int file) throws IOException {
        BoundingBox box = font.getFontBBox();
        return String.format(
                Locale.ROOT,
                "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
                        + "/CapHeight 729/StemV 80/FontFile2 %d 0 R>>",
                subsetName,
                thousandths(box.getLowerLeftX()),
                thousandths(box.getLowerLeftY()),
                thousandths(box.getUpperRightX()),
                thousandths(box.getUpperRightY()),
                thousandths(font.getHorizontalHeader().getAscender()),
                thousandths(font.getHorizontalHeader().getDescender()),
                file);
    }

    private int thousandths(float units) {
        return Math.round(units * unitsPerThousand);
    }

    private byte[] toUnicode(CharSequence pairs) {
        StringBuilder map = new StringBuilder(
                "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)"
                        + " /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                        + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        String[] lines = pairs.toString().split("\n", 0);
        // A CMap section holds 100 entries at most (Adobe Technical Note 5014).
        for (int from = 0; from < used.size(); from += 100) {
            int to = Math.min(used.size(), from + 100);
            map.append(to - from).append(" beginbfchar\n");
            for (int i = from; i < to; i++) {
                map.append(lines[i]).append('\n');
            }
            map.append("endbfchar\n");
        }
        map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return map.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
