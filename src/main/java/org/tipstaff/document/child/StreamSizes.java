package org.tipstaff.document.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.tipstaff.document.RefusalReason;

/**
 * Measures what a stream becomes before anything keeps it in memory: the PDF library decodes a stream as a whole.
 * Filters other than deflate grow their input by a bounded factor or are bounded by the heap.
 */
final class StreamSizes {
    private static final long MOST_OF_ONE = 48L << 20;
    private static final long MOST_OF_ONE_IMAGE = 128L << 20;
    private static final long MOST_OF_ALL = 1L << 30;
    private static final long MOST_PIXELS = 40_000_000;
    private static final int MOST_FILTERS = 3;

    private long all;

    void check(COSStream stream) throws IOException {
        List<String> filters = filters(stream);
        if (filters.size() > MOST_FILTERS) {
            throw new Refused(RefusalReason.TOO_COMPLEX);
        }
        boolean image = COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE));
        if (image) {
            checkImage(stream);
        }
        for (String filter : filters) {
            checkKnown(filter);
        }
        if (filters.contains("FlateDecode") || filters.contains("Fl")) {
            count(stream, filters, image ? MOST_OF_ONE_IMAGE : MOST_OF_ONE);
        }
    }

    private static void checkKnown(String filter) {
        switch (filter) {
            case "FlateDecode", "Fl", "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx" -> {}
            case "RunLengthDecode", "RL", "CCITTFaxDecode", "CCF", "DCTDecode", "DCT" -> {}
            case "JBIG2Decode", "JPXDecode" -> throw new Refused(RefusalReason.UNSUPPORTED_IMAGE);
            case "Crypt" -> throw new Refused(RefusalReason.ENCRYPTED);
            default -> throw new Refused(RefusalReason.BROKEN);
        }
    }

    private static void checkImage(COSStream stream) {
        long width = stream.getLong(COSName.WIDTH);
        long height = stream.getLong(COSName.HEIGHT);
        if (width <= 0 || height <= 0) {
            throw new Refused(RefusalReason.BROKEN);
        }
        if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
            throw new Refused(RefusalReason.TOO_COMPLEX);
        }
    }

    private void count(COSStream stream, List<String> filters, long most) throws IOException {
        if (!stream.hasData()) {
            return;
        }
        try (InputStream raw = stream.createRawInputStream()) {
            InputStream decoded = raw;
            for (String filter : filters) {
                if (!filter.equals("FlateDecode") && !filter.equals("Fl")) {
                    break;
                }
                decoded = new InflaterInputStream(decoded);
            }
            byte[] buffer = new byte[1 << 16];
            long one = 0;
            for (int n = decoded.read(buffer); n >= 0; n = decoded.read(buffer)) {
                one += n;
                all += n;
                if (one > most || all > MOST_OF_ALL) {
                    throw new Refused(RefusalReason.TOO_COMPLEX);
                }
            }
        } catch (ZipException | java.io.EOFException e) {
            // Readers show a damaged stream as far as it goes: two of them could show two different orders.
            throw new Refused(RefusalReason.BROKEN);
        }
    }

    private static List<String> filters(COSStream stream) {
        COSBase filters = stream.getFilters();
        List<String> names = new ArrayList<>();
        if (filters instanceof COSName one) {
            names.add(one.getName());
        } else if (filters instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                names.add(several.getName(i, ""));
            }
        }
        return names;
    }
}
