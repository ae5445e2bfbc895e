package org.tipstaff.document.child;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.tipstaff.document.RefusalReason;

/**
 * What the segments of a JBIG2 picture make room for (ITU-T T.88, 7.2 and 7.4), without decoding any: the page, its
 * regions, halftone grids and patterns. Dictionaries of symbols tell no sizes; the heap and the time bound them.
 */
final class JbigSizes {
    private static final int MOST_SEGMENTS = 10_000;
    private static final int MOST_REFERRED = 10_000;
    private static final long MOST_POINTS_OF_ALL = 400_000_000;
    private static final int LONGEST_PACKED = 25 << 20;
    private static final int PAGE = 48;
    private static final int PATTERNS = 16;

    private static final long UNKNOWN_HEIGHT = 0xFFFF_FFFFL;

    private final long height;
    private long points;

    /** @param height of the picture by its dictionary, for a page that is written before its height is known */
    JbigSizes(long height) {
        this.height = height;
    }

    void check(DataInputStream in) throws IOException {
        for (int segments = 0; segments <= MOST_SEGMENTS; segments++) {
            int first = in.read();
            if (first < 0) {
                return;
            }
            try {
                long number = ((long) first << 24) | in.readUnsignedByte() << 16 | in.readUnsignedShort();
                segment(in, number);
            } catch (EOFException e) {
                throw new Refused(RefusalReason.BROKEN);
            }
        }
        throw new Refused(RefusalReason.TOO_COMPLEX);
    }

    private void segment(DataInputStream in, long number) throws IOException {
        int flags = in.readUnsignedByte();
        in.skipNBytes(referred(in) * (number <= 256 ? 1L : number <= 65_536 ? 2L : 4L));
        in.skipNBytes((flags & 0x40) == 0 ? 1 : 4);
        long length = Integer.toUnsignedLong(in.readInt());
        if (length > LONGEST_PACKED) {
            throw new Refused(RefusalReason.BROKEN); // also one of unknown length, which a PDF may not have
        }
        byte[] head = in.readNBytes((int) Math.min(length, 32));
        content(flags & 0x3F, head);
        in.skipNBytes(length - head.length);
    }

    private static long referred(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        if (first >> 5 != 7) {
            return first >> 5;
        }
        long count = (first & 0x1FL) << 24 | (long) in.readUnsignedByte() << 16 | in.readUnsignedShort();
        if (count > MOST_REFERRED) {
            throw new Refused(RefusalReason.TOO_COMPLEX);
        }
        in.skipNBytes((count + 8) / 8);
        return count;
    }

    private void content(int type, byte[] head) {
        if (type == PAGE || isRegion(type)) {
            long said = unsigned(head, 4);
            add(unsigned(head, 0), type == PAGE && said == UNKNOWN_HEIGHT ? height : said);
        }
        if (type >= 20 && type <= 23) {
            add(unsigned(head, 18), unsigned(head, 22)); // the grid of a halftone
        }
        if (type == PATTERNS && head.length > 6) {
            add((unsigned(head, 3) + 1) * (head[1] & 0xFF), head[2] & 0xFF);
        }
    }

    /** Text, halftone, generic and refinement regions, intermediate and immediate. */
    private static boolean isRegion(int type) {
        int kind = type & ~3;
        return type >= 4 && type <= 43 && (kind == 4 || kind == 20 || kind == 36 || kind == 40);
    }

    private void add(long width, long height) {
        Picture.check(width, height);
        points += width * height;
        if (points > MOST_POINTS_OF_ALL) {
            throw new Refused(RefusalReason.PICTURE_TOO_LARGE);
        }
    }

    private static long unsigned(byte[] head, int at) {
        if (head.length < at + 4) {
            throw new Refused(RefusalReason.BROKEN);
        }
        return (head[at] & 0xFFL) << 24
                | (head[at + 1] & 0xFF) << 16
                | (head[at + 2] & 0xFF) << 8
                | (head[at + 3] & 0xFF);
    }
}
