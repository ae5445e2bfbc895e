package org.tipstaff.document.child;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.tipstaff.document.RefusalReason;

/** How large a picture is by its own word, read from its head alone: that is what a decoder makes room for. */
final class Picture {
    private static final long MOST_POINTS = 40_000_000;
    private static final int MOST_GLOBALS = 4 << 20;

    private Picture() {}

    static void check(long width, long height) {
        if (width <= 0 || height <= 0) {
            throw new Refused(RefusalReason.BROKEN);
        }
        if (width > MOST_POINTS || height > MOST_POINTS || width * height > MOST_POINTS) {
            throw new Refused(RefusalReason.PICTURE_TOO_LARGE);
        }
    }

    /**
     * What the packing of a picture itself says.
     *
     * @param encoded of the picture, other filters taken off
     * @param height by the dictionary of the picture; 0 where it says nothing
     */
    static void check(Packing packing, InputStream encoded, int height) throws IOException {
        switch (packing.name()) {
            case "DCTDecode" -> jpeg(new DataInputStream(encoded));
            case "JBIG2Decode" -> new JbigSizes(height).check(new DataInputStream(globals(packing, encoded)));
            case "CCITTFaxDecode" -> {
                long rows = Math.max(packing.parameters().getInt(COSName.ROWS, 0), height);
                check(packing.parameters().getInt(COSName.COLUMNS, 1728), rows);
            }
            default -> throw new Refused(RefusalReason.PACKED_UNKNOWN);
        }
    }

    private static InputStream globals(Packing packing, InputStream own) throws IOException {
        if (!(packing.parameters().getDictionaryObject(COSName.JBIG2_GLOBALS) instanceof COSStream globals)) {
            return own;
        }
        try (InputStream shared = globals.createInputStream()) {
            byte[] bytes = shared.readNBytes(MOST_GLOBALS + 1);
            if (bytes.length > MOST_GLOBALS) {
                throw new Refused(RefusalReason.UNPACKS_TOO_LARGE);
            }
            return new SequenceInputStream(new ByteArrayInputStream(bytes), own);
        }
    }

    /** The frame headers before the first scan (ITU-T T.81, B.2.2). */
    private static void jpeg(DataInputStream in) throws IOException {
        boolean framed = false;
        try {
            for (int marker = marker(in); marker != 0xDA; marker = marker(in)) {
                if (marker == 0xD8 || marker == 0x01 || marker >= 0xD0 && marker <= 0xD7) {
                    continue; // without content
                }
                int length = in.readUnsignedShort();
                boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
                if (frame) {
                    in.readUnsignedByte();
                    int height = in.readUnsignedShort();
                    check(in.readUnsignedShort(), height);
                    framed = true;
                }
                in.skipNBytes(Math.max(0, length - (frame ? 7 : 2)));
            }
        } catch (EOFException e) {
            throw new Refused(RefusalReason.BROKEN);
        }
        if (!framed) {
            throw new Refused(RefusalReason.BROKEN);
        }
    }

    private static int marker(DataInputStream in) throws IOException {
        int last = in.readUnsignedByte();
        int next = in.readUnsignedByte();
        while (last != 0xFF || next == 0xFF || next == 0) {
            last = next;
            next = in.readUnsignedByte();
        }
        return next;
    }
}
