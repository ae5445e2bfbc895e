package org.tipstaff.pdf;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The objects of a PDF file (ISO 32000-1, 7.5), written as they come and never looked at again: what stays in memory is
 * eight bytes an object. Small objects go into object streams, the table of them into a cross-reference stream.
 */
final class PdfObjects {
    static final int MOST_OBJECTS = 8_388_607;

    /** Objects in one object stream; readers must inflate all of it to see one. */
    private static final int GROUP = 128;

    private final CountingOutput out;
    /** By object number: 0 unknown, positive the offset in the file, negative the place in an object stream. */
    private long[] places = new long[1024];

    private int next = 1;
    private final StringBuilder groupIndex = new StringBuilder();
    private final StringBuilder group = new StringBuilder();
    private int grouped;
    private int groupNumber;

    PdfObjects(OutputStream out) throws IOException {
        this.out = new CountingOutput(out);
        // The second line's bytes above 127 tell file transfer programs that this is not text (7.5.2).
        print("%PDF-1.7\n%");
        this.out.write(new byte[] {(byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
    }

    /**
     * A number for an object that is written later; every reserved number must be.
     *
     * @throws IllegalStateException beyond what an archival document may have
     */
    int reserve() {
        if (next > MOST_OBJECTS) {
            throw new IllegalStateException("An archival document has at most " + MOST_OBJECTS
                    + " objects (ISO 19005-3, 6.1.13), some 680,000 rows of a table of eleven columns");
        }
        if (next == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        return next++;
    }

    int add(String body) throws IOException {
        int number = reserve();
        put(number, body);
        return number;
    }

    /** Writes any object that is not a stream. */
    void put(int number, CharSequence body) throws IOException {
        if (grouped == 0) {
            groupNumber = reserve();
        }
        groupIndex.append(number).append(' ').append(group.length()).append(' ');
        group.append(body).append('\n');
        places[number] = -((long) groupNumber * GROUP + grouped) - 1;
        grouped++;
        if (grouped == GROUP) {
            closeGroup();
        }
    }

    private void closeGroup() throws IOException {
        if (grouped == 0) {
            return;
        }
        String entries = "/Type/ObjStm/N " + grouped + "/First " + groupIndex.length();
        byte[] content = groupIndex.append(group).toString().getBytes(StandardCharsets.ISO_8859_1);
        grouped = 0;
        groupIndex.setLength(0);
        group.setLength(0);
        stream(groupNumber, entries, content);
    }

    void stream(int number, String entries, byte[] content) throws IOException {
        plainStream(number, entries + "/Filter/FlateDecode", deflate(content));
    }

    /** Without compression: metadata must be readable to programs that know nothing of PDF (ISO 19005-3, 6.6.2.1). */
    void plainStream(int number, String entries, byte[] content) throws IOException {
        begin(number);
        print("<<" + entries + "/Length " + content.length + ">>stream\n");
        out.write(content);
        print("\nendstream\nendobj\n");
    }

    /** A stream of any length; its length is written after it. */
    void copy(int number, String entries, InputStream content) throws IOException {
        int length = reserve();
        begin(number);
        print("<<" + entries + "/Filter/FlateDecode/Length " + length + " 0 R>>stream\n");
        long from = out.count;
        Deflater deflater = new Deflater();
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 1 << 16);
            content.transferTo(deflated);
            deflated.finish();
        } finally {
            deflater.end();
        }
        long written = out.count - from;
        print("\nendstream\nendobj\n");
        begin(length);
        print(written + "\nendobj\n");
    }

    /** Writes the cross-reference stream and the end; nothing can follow. */
    void finish(String trailerEntries) throws IOException {
        closeGroup();
        int number = reserve();
        long start = out.count;
        places[number] = start;
        byte[] table = crossReferences();
        out.write((number + " 0 obj\n").getBytes(StandardCharsets.ISO_8859_1));
        print("<</Type/XRef/W[1 6 1]/Size " + next + trailerEntries + "/Filter/FlateDecode/Length " + table.length
                + ">>stream\n");
        out.write(table);
        print("\nendstream\nendobj\nstartxref\n" + start + "\n%%EOF\n");
        out.flush();
    }

    private byte[] crossReferences() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream table = new DeflaterOutputStream(bytes, deflater, 1 << 14)) {
            byte[] entry = new byte[8];
            table.write(entry);
            for (int number = 1; number < next; number++) {
                long place = places[number];
                if (place == 0) {
                    throw new IllegalStateException("Object " + number + " was reserved and never written");
                }
                boolean inFile = place > 0;
                long field = inFile ? place : (-place - 1) / GROUP;
                entry[0] = (byte) (inFile ? 1 : 2);
                for (int i = 6; i >= 1; i--) {
                    entry[i] = (byte) field;
                    field >>>= 8;
                }
                entry[7] = (byte) (inFile ? 0 : (-place - 1) % GROUP);
                table.write(entry);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private void begin(int number) throws IOException {
        places[number] = out.count;
        print(number + " 0 obj\n");
    }

    private void print(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] deflate(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 64);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes, deflater, 1 << 14)) {
            deflated.write(content);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static final class CountingOutput extends FilterOutputStream {
        private long count;

        CountingOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
