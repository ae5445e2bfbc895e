package org.tipstaff.pdf.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A TrueType font of the application, parsed once and used by all documents: parsing takes as long as a thousand rows.
 * What is looked up here is in memory and does not change; subsetting reads the file and goes one by one.
 */
final class FontFile {
    private static final int BMP = 0x10000;
    private static final Map<String, FontFile> OPEN = new ConcurrentHashMap<>();

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final float unitsPerThousand;
    /** By code point of the basic plane; 0 not measured yet. Two threads that measure the same find the same. */
    private final short[] widths = new short[BMP];

    private FontFile(String resource) {
        try (InputStream in = FontFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("The font " + resource + " is missing from the application");
            }
            font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            // Ligatures would hide characters, and looking them up takes most of the time that text takes.
            font.setEnableGsub(false);
            glyphs = font.getUnicodeCmapLookup();
            unitsPerThousand = 1000f / font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FontFile of(String resource) {
        return OPEN.computeIfAbsent(resource, FontFile::new);
    }

    TrueTypeFont font() {
        return font;
    }

    int glyph(int codePoint) {
        return glyphs.getGlyphId(codePoint);
    }

    /** Thousandths of the font's size. */
    int widthOf(int codePoint) {
        int width = codePoint < BMP ? widths[codePoint] : 0;
        return width != 0 ? width : measure(codePoint);
    }

    private synchronized int measure(int codePoint) {
        try {
            int width = thousandths(font.getAdvanceWidth(glyph(codePoint)));
            if (codePoint < BMP) {
                widths[codePoint] = (short) width;
            }
            return width;
        } catch (IOException e) {
            throw new IllegalStateException("A font that was parsed cannot be read", e);
        }
    }

    int thousandths(float units) {
        return Math.round(units * unitsPerThousand);
    }

    /**
     * A font of some glyphs only.
     *
     * @param newGlyphs by the glyphs' numbers in this font
     */
    record Subset(byte[] file, Map<Integer, Integer> newGlyphs) {}

    synchronized Subset subset(Set<Integer> wanted, String prefix) throws IOException {
        TTFSubsetter subsetter = new TTFSubsetter(font);
        subsetter.addGlyphIds(wanted);
        subsetter.setPrefix(prefix);
        Map<Integer, Integer> newGlyphs = new HashMap<>();
        subsetter.getGIDMap().forEach((newGlyph, oldGlyph) -> newGlyphs.put(oldGlyph, newGlyph));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        subsetter.writeToStream(file);
        return new Subset(file.toByteArray(), newGlyphs);
    }
}
