package org.tipstaff.document.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Whether two objects of two revisions draw the same: equal all the way down, however often they refer to each other.
 * What says only where an object hangs, or when it was last touched, does not count.
 */
final class SameObjects {
    private static final Set<String> OF_ANNOTATIONS = Set.of("Parent", "P", "StructParent", "M", "NM", "Ff");
    private static final Set<String> OF_STREAMS =
            Set.of("Length", "DL", "StructParent", "StructParents", "LastModified", "Metadata", "PieceInfo");
    private static final Set<String> HOW_WRITTEN = Set.of("Filter", "DecodeParms");

    private final Set<Pair> known = new HashSet<>();

    /** Two objects by identity. */
    private record Pair(COSBase one, COSBase other) {
        @Override
        public boolean equals(Object object) {
            return object instanceof Pair pair && pair.one == one && pair.other == other;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(one) + System.identityHashCode(other);
        }
    }

    boolean test(@Nullable COSBase one, @Nullable COSBase other) throws IOException {
        Set<Pair> assumed = new HashSet<>();
        Deque<Pair> waiting = new ArrayDeque<>();
        waiting.add(new Pair(resolved(one), resolved(other)));
        while (!waiting.isEmpty()) {
            Pair pair = waiting.remove();
            if (known.contains(pair) || !assumed.add(pair)) {
                continue;
            }
            if (!alike(pair, waiting)) {
                return false;
            }
        }
        known.addAll(assumed);
        return true;
    }

    private static COSBase resolved(@Nullable COSBase object) {
        COSBase resolved = object instanceof COSObject reference ? reference.getObject() : object;
        return resolved == null ? COSNull.NULL : resolved;
    }

    /** Compares what the two are themselves, and puts what they hold on the list. */
    private static boolean alike(Pair pair, Deque<Pair> waiting) throws IOException {
        COSBase one = pair.one();
        COSBase other = pair.other();
        if (one instanceof COSNumber number && other instanceof COSNumber second) {
            return number.floatValue() == second.floatValue();
        }
        if (one instanceof COSString text && other instanceof COSString second) {
            return Arrays.equals(text.getBytes(), second.getBytes());
        }
        if (one instanceof COSArray array && other instanceof COSArray second) {
            for (int i = 0; i < Math.min(array.size(), second.size()); i++) {
                waiting.add(new Pair(resolved(array.get(i)), resolved(second.get(i))));
            }
            return array.size() == second.size();
        }
        if (one instanceof COSStream stream && other instanceof COSStream second) {
            boolean asWritten = sameBytes(stream.createRawInputStream(), second.createRawInputStream());
            Set<String> besides = new HashSet<>(OF_STREAMS);
            if (!asWritten) {
                besides.addAll(HOW_WRITTEN);
            }
            return (asWritten || sameBytes(stream.createInputStream(), second.createInputStream()))
                    && sameEntries(stream, second, besides, waiting);
        }
        if (one instanceof COSStream || other instanceof COSStream) {
            return false;
        }
        if (one instanceof COSDictionary dictionary && other instanceof COSDictionary second) {
            boolean pages = isPage(dictionary) && isPage(second); // a link's aim; each page is compared by itself
            return pages || sameEntries(dictionary, second, isAnnotation(one) ? OF_ANNOTATIONS : Set.of(), waiting);
        }
        return one.equals(other);
    }

    private static boolean isPage(COSDictionary dictionary) {
        return COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE));
    }

    private static boolean isAnnotation(COSBase object) {
        return object instanceof COSDictionary dictionary
                && dictionary.containsKey(COSName.RECT)
                && dictionary.containsKey(COSName.SUBTYPE);
    }

    private static boolean sameEntries(
            COSDictionary one, COSDictionary other, Set<String> besides, Deque<Pair> waiting) {
        Set<COSName> keys = new HashSet<>(one.keySet());
        keys.addAll(other.keySet());
        for (COSName key : keys) {
            if (!besides.contains(key.getName())) {
                waiting.add(new Pair(resolved(one.getItem(key)), resolved(other.getItem(key))));
            }
        }
        return true;
    }

    private static boolean sameBytes(InputStream one, InputStream other) throws IOException {
        try (one;
                other) {
            byte[] first = new byte[1 << 16];
            byte[] second = new byte[1 << 16];
            while (true) {
                int n = one.readNBytes(first, 0, first.length);
                int m = other.readNBytes(second, 0, second.length);
                if (n != m || !Arrays.equals(first, 0, n, second, 0, m)) {
                    return false;
                }
                if (n == 0) {
                    return true;
                }
            }
        }
    }
}
