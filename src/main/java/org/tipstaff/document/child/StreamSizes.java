package org.tipstaff.document.child;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.tipstaff.document.RefusalReason;

/**
 * Measures what a stream becomes before anything keeps it in memory: the PDF library decodes a stream as a whole. Every
 * filter is followed (ISO 32000-1, 7.4): bytes are counted, pictures by the size that they declare. What cannot be
 * measured is refused.
 */
final class StreamSizes {
    private static final long MOST_OF_ONE = 48L << 20;
    private static final long MOST_OF_ONE_IMAGE = 128L << 20;
    private static final long MOST_OF_ALL = 1L << 30;
    private static final long MOST_BETWEEN = 32L << 20;

    private final Set<COSStream> measured = Collections.newSetFromMap(new IdentityHashMap<>());
    private final NestingScan nesting = new NestingScan();
    private long all;

    /** A stream as it lies in the file; each once. */
    void check(COSStream stream) throws IOException {
        if (!measured.add(stream)) {
            return;
        }
        boolean image = isImage(stream);
        if (image) {
            Picture.check(stream.getLong(COSName.WIDTH), stream.getLong(COSName.HEIGHT));
        }
        List<Packing> filters = Packing.of(stream, COSName.FILTER, COSName.DECODE_PARMS);
        if (stream.hasData() && (!filters.isEmpty() || COSName.OBJ_STM.equals(stream.getCOSName(COSName.TYPE)))) {
            try (InputStream raw = stream.createRawInputStream()) {
                measure(raw, stream, filters, image);
            }
        }
    }

    /** The small picture of a page need not say that it is one (ISO 32000-1, 12.3.4). */
    private static boolean isImage(COSStream stream) {
        COSBase subtype = stream.getDictionaryObject(COSName.SUBTYPE);
        return COSName.IMAGE.equals(subtype)
                || subtype == null && stream.containsKey(COSName.WIDTH) && stream.containsKey(COSName.HEIGHT);
    }

    /** A picture that lies in the drawing itself (ISO 32000-1, 8.9.7), with the short names that may stand there. */
    void checkInline(COSDictionary parameters, byte[] data) throws IOException {
        Picture.check(
                parameters.getLong(COSName.W, parameters.getLong(COSName.WIDTH, 0)),
                parameters.getLong(COSName.H, parameters.getLong(COSName.HEIGHT, 0)));
        COSName filter = parameters.containsKey(COSName.F) ? COSName.F : COSName.FILTER;
        COSName parms = parameters.containsKey(COSName.DP) ? COSName.DP : COSName.DECODE_PARMS;
        measure(new ByteArrayInputStream(data), parameters, Packing.of(parameters, filter, parms), true);
    }

    private void measure(InputStream raw, COSDictionary dictionary, List<Packing> filters, boolean image)
            throws IOException {
        boolean objects = COSName.OBJ_STM.equals(dictionary.getDictionaryObject(COSName.TYPE));
        Counter counter = new Counter(image ? MOST_OF_ONE_IMAGE : MOST_OF_ONE, objects);
        nesting.begin();
        InputStream decoded = raw;
        try {
            for (int i = 0; i < filters.size(); i++) {
                Packing filter = filters.get(i);
                boolean last = i == filters.size() - 1;
                if (filter.isPicture()) {
                    if (!image || !last) {
                        throw new Refused(RefusalReason.PACKED_UNKNOWN);
                    }
                    Picture.check(filter, decoded, dictionary.getInt(COSName.HEIGHT, COSName.H, 0));
                    return;
                }
                if (filter.isDeflate() && (last || !filter.predicts())) {
                    decoded = new InflaterInputStream(decoded);
                } else if (!filter.isIdentity()) {
                    OutputStream to = last ? counter : new Between();
                    // The library's own filter: what it makes of the bytes here it makes of them later.
                    FilterFactory.INSTANCE.getFilter(filter.name()).decode(decoded, to, dictionary, i);
                    decoded = to instanceof Between between ? between.read() : InputStream.nullInputStream();
                }
            }
            decoded.transferTo(counter);
        } catch (ZipException | EOFException e) {
            // Readers show a damaged stream as far as it goes: two of them could show two different orders.
            throw new Refused(RefusalReason.BROKEN);
        }
    }

    /** Counts and keeps nothing. */
    private final class Counter extends OutputStream {
        private final long most;
        private final boolean objects;
        private long one;

        Counter(long most, boolean objects) {
            this.most = most;
            this.objects = objects;
        }

        @Override
        public void write(int single) {
            add(1);
            if (objects) {
                nesting.read(single);
            }
        }

        @Override
        public void write(byte[] several, int from, int length) {
            add(length);
            if (objects) {
                nesting.read(several, from, length);
            }
        }

        private void add(int bytes) {
            one += bytes;
            all += bytes;
            if (one > most || all > MOST_OF_ALL) {
                throw new Refused(RefusalReason.UNPACKS_TOO_LARGE);
            }
        }
    }

    /** What one filter hands to the next; in an honest file no more than lies in the file. */
    private static final class Between extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int one) {
            room(1);
            bytes.write(one);
        }

        @Override
        public void write(byte[] several, int from, int length) {
            room(length);
            bytes.write(several, from, length);
        }

        private void room(int length) {
            if (bytes.size() + (long) length > MOST_BETWEEN) {
                throw new Refused(RefusalReason.UNPACKS_TOO_LARGE);
            }
        }

        InputStream read() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }
}
