package org.tipstaff.pdf.file;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The objects of a PDF file (ISO 32000-1, 7.5), written as they come and never looked at again: what stays in memory is
 * eight bytes an object. Small objects go into object streams, the table of them into a cross-reference stream.
 */
public final class PdfObjects implements Closeable {
    public static final int MOST_OBJECTS = 8_388_607;

    /** Objects in one object stream; readers must inflate all of it to see one. One byte tells the place in it. */
    private static final int GROUP = 250;

    /** Places that are kept together: a table that grows by copying would need thrice its size for a moment. */
    private static final int PLACES = 1 << 14;

    private final CountingOutput out;
    /** By object number: 0 unknown, positive the offset in the file, negative the place in an object stream. */
    private final List<long[]> places = new ArrayList<>();

    private int next = 1;
    /** Elements are by far the most, and whoever signs or shows a page needs none: they are not mixed with the rest. */
    private final Group elements = new Group();

    private final Group others = new Group();

    /** Pages and elements repeat themselves so much that more effort than the least saves little; see docs/performance.md. */
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    private final byte[] piece = new byte[1 << 15];
    private final Bytes deflated = new Bytes(1 << 15);

    public PdfObjects(OutputStream out) throws IOException {
        this.out = new CountingOutput(out);
        places.add(new long[PLACES]);
        // The second line's bytes above 127 tell file transfer programs that this is not text (7.5.2).
        print("%PDF-1.7\n%");
        this.out.write(new byte[] {(byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
    }

    /**
     * A number for an object that is written later; every reserved number must be.
     *
     * @throws IllegalStateException beyond what an archival document may have
     */
    public int reserve() {
        if (next > MOST_OBJECTS) {
            throw new IllegalStateException("An archival document has at most " + MOST_OBJECTS
                    + " objects (ISO 19005-3, 6.1.13), some 680,000 rows of a table of eleven columns");
        }
        if (next == places.size() * PLACES) {
            places.add(new long[PLACES]);
        }
        return next++;
    }

    private void place(int number, long place) {
        places.get(number / PLACES)[number % PLACES] = place;
    }

    private long place(int number) {
        return places.get(number / PLACES)[number % PLACES];
    }

    public int add(String body) throws IOException {
        int number = reserve();
        put(number, body);
        return number;
    }

    /** Writes an object that is neither a stream nor about the structure. */
    public void put(int number, String body) throws IOException {
        others.begin(number).add(body);
        others.end();
    }

    /** Begins an object about the structure; its body is to be appended to what is returned, up to {@link #end}. */
    public Bytes begin(int number) {
        return elements.begin(number);
    }

    public void end() throws IOException {
        elements.end();
    }

    /** An object stream in the making (7.5.7). */
    private final class Group {
        private final Bytes index = new Bytes(1 << 12);
        private final Bytes bodies = new Bytes(1 << 15);
        private int count;
        private int number;

        Bytes begin(int object) {
            if (count == 0) {
                number = reserve();
            }
            index.add(object).add((byte) ' ').add(bodies.length()).add((byte) ' ');
            place(object, -((long) number * GROUP + count) - 1);
            return bodies;
        }

        void end() throws IOException {
            bodies.add((byte) '\n');
            count++;
            if (count == GROUP) {
                close();
            }
        }

        void close() throws IOException {
            if (count > 0) {
                stream(number, "/Type/ObjStm/N " + count + "/First " + index.length(), index, bodies);
                count = 0;
                index.clear();
                bodies.clear();
            }
        }
    }

    /** @param contents come one after the other */
    public void stream(int number, String entries, Bytes... contents) throws IOException {
        deflate(contents);
        plainStream(number, entries + "/Filter/FlateDecode", deflated.array(), deflated.length());
    }

    /** Without compression: metadata must be readable to programs that know nothing of PDF (ISO 19005-3, 6.6.2.1). */
    public void plainStream(int number, String entries, byte[] content, int length) throws IOException {
        here(number);
        print("<<" + entries + "/Length " + length + ">>stream\n");
        out.write(content, 0, length);
        print("\nendstream\nendobj\n");
    }

    /** A stream of any length; its length is written after it. */
    public void copy(int number, String entries, InputStream content) throws IOException {
        int length = reserve();
        here(number);
        print("<<" + entries + "/Filter/FlateDecode/Length " + length + " 0 R>>stream\n");
        long from = out.count;
        Deflater thorough = new Deflater();
        try {
            DeflaterOutputStream slowly = new DeflaterOutputStream(out, thorough, 1 << 16);
            content.transferTo(slowly);
            slowly.finish();
        } finally {
            thorough.end();
        }
        long written = out.count - from;
        print("\nendstream\nendobj\n");
        here(length);
        print(written + "\nendobj\n");
    }

    /** Writes the cross-reference stream and the end; nothing can follow. */
    public void finish(String trailerEntries) throws IOException {
        elements.close();
        others.close();
        int number = reserve();
        long start = out.count;
        place(number, start);
        // Each entry as its difference to the one before (7.4.4.4, "Up"): most are alike then.
        stream(
                number,
                "/Type/XRef/W[1 6 1]/Size " + next + trailerEntries + "/DecodeParms<</Predictor 12/Columns 8>>",
                crossReferences());
        print("startxref\n" + start + "\n%%EOF\n");
        out.flush();
    }

    private Bytes crossReferences() {
        Bytes table = new Bytes(9 * next);
        byte[] entry = new byte[8];
        byte[] line = new byte[9];
        line[0] = 2;
        table.add(line, line.length);
        for (int number = 1; number < next; number++) {
            long place = place(number);
            if (place == 0) {
                throw new IllegalStateException("Object " + number + " was reserved and never written");
            }
            boolean inFile = place > 0;
            long field = inFile ? place : (-place - 1) / GROUP;
            int last = (int) (inFile ? 0 : (-place - 1) % GROUP);
            line[1] = (byte) ((inFile ? 1 : 2) - entry[0]);
            entry[0] = (byte) (inFile ? 1 : 2);
            for (int i = 6; i >= 1; i--) {
                byte value = (byte) field;
                line[i + 1] = (byte) (value - entry[i]);
                entry[i] = value;
                field >>>= 8;
            }
            line[8] = (byte) (last - entry[7]);
            entry[7] = (byte) last;
            table.add(line, line.length);
        }
        return table;
    }

    private void here(int number) throws IOException {
        place(number, out.count);
        print(number + " 0 obj\n");
    }

    private void print(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void deflate(Bytes... contents) {
        deflated.clear();
        deflater.reset();
        for (Bytes content : contents) {
            deflater.setInput(content.array(), 0, content.length());
            while (!deflater.needsInput()) {
                deflated.add(piece, deflater.deflate(piece));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            deflated.add(piece, deflater.deflate(piece));
        }
    }

    /** Frees what the Java heap does not hold. The stream stays open. */
    @Override
    public void close() {
        deflater.end();
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
