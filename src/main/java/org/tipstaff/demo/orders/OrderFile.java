package org.tipstaff.demo.orders;

import java.util.Arrays;

/** The bytes of an order's document; compared by what they hold. */
public final class OrderFile {
    private final byte[] bytes;

    public OrderFile(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OrderFile file && Arrays.equals(bytes, file.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
