package org.tipstaff.pdf.file;

import java.util.Arrays;

/** A piece of a PDF file in the making. Most of a file is numbers and operators, appended here without detours. */
public final class Bytes {
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private byte[] array;
    private int length;

    public Bytes(int capacity) {
        array = new byte[capacity];
    }

    public static Bytes of(String ascii) {
        return new Bytes(ascii.length()).add(ascii);
    }

    /** The bytes lie at its beginning; valid until the next change. */
    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    public void clear() {
        length = 0;
    }

    /** Makes room for so many bytes more, and says where the room begins. */
    private int room(int more) {
        int at = length;
        if (at + more > array.length) {
            array = Arrays.copyOf(array, Math.max(at + more, array.length * 2));
        }
        length = at + more;
        return at;
    }

    public Bytes add(byte value) {
        int at = room(1);
        array[at] = value;
        return this;
    }

    public Bytes add(String ascii) {
        int size = ascii.length();
        int at = room(size);
        byte[] to = array;
        for (int i = 0; i < size; i++) {
            to[at + i] = (byte) ascii.charAt(i);
        }
        return this;
    }

    public Bytes add(byte[] from, int size) {
        int at = room(size);
        System.arraycopy(from, 0, array, at, size);
        return this;
    }

    public Bytes add(Bytes other) {
        return add(other.array, other.length);
    }

    public Bytes add(int value) {
        if (value < 0) {
            add((byte) '-');
            return add(-value);
        }
        int digits = 1;
        while (digits < POWERS.length && value >= POWERS[digits]) {
            digits++;
        }
        if (digits == POWERS.length && value >= 1_000_000_000) {
            digits++;
        }
        int at = room(digits);
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            int tenth = rest / 10;
            array[i] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
        return this;
    }

    /** A number with two decimals at most. */
    public Bytes hundredths(int value) {
        if (value < 0) {
            add((byte) '-');
            return hundredths(-value);
        }
        int whole = value / 100;
        int rest = value - whole * 100;
        add(whole);
        if (rest != 0) {
            add((byte) '.').add((byte) ('0' + rest / 10));
            if (rest % 10 != 0) {
                add((byte) ('0' + rest % 10));
            }
        }
        return this;
    }

    /** A number, rounded to two decimals. */
    public Bytes number(float value) {
        return hundredths(hundredthsOf(value));
    }

    public static int hundredthsOf(float value) {
        return Math.round(value * 100);
    }

    /** Four digits. */
    public Bytes hex(int value) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            add((byte) "0123456789ABCDEF".charAt(value >> shift & 0xF));
        }
        return this;
    }

    /** A byte within a literal string (ISO 32000-1, 7.3.4.2). */
    public void literal(int value) {
        switch (value) {
            case '(', ')', '\\' -> add((byte) '\\').add((byte) value);
            case '\r' -> add("\\r");
            case '\n' -> add("\\n");
            default -> add((byte) value);
        }
    }
}
