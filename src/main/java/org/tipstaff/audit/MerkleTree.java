package org.tipstaff.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.sealing.Sha256;

/**
 * The Merkle tree of RFC 9162, section 2.1, over the hashes of the entries. A leaf is the hash of an entry by itself
 * ({@link AuditEntry#hash}); entry number {@code n} is the leaf with index {@code n - 1}.
 */
final class MerkleTree {
    /** Subtrees of 256 leaves, of 256 of these, and so on, are what {@link Subtrees} answers for. */
    static final int TILE = 8;

    private static final byte[] NODE = {0x01};

    private final Subtrees subtrees;

    MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** Roots of complete subtrees that are known without computing them. */
    @FunctionalInterface
    interface Subtrees {
        /**
         * @param height 0 for the leaves, else a multiple of {@link #TILE}: the subtree has 2^height leaves
         * @param position of the subtree among those of its height, from 0
         */
        Sha256 root(int height, long position);
    }

    /** The hash of an inner node. */
    static Sha256 node(Sha256 left, Sha256 right) {
        MessageDigest digest = Sha256.digest();
        digest.update(NODE);
        digest.update(left.bytes());
        digest.update(right.bytes());
        return Sha256.of(digest);
    }

    /** The root over the first {@code size} leaves, at least one. */
    Sha256 root(long size) {
        return hash(0, size);
    }

    /** The root of a complete subtree, from its parts. */
    Sha256 complete(int height, long position) {
        return node(subtree(height - 1, 2 * position), subtree(height - 1, 2 * position + 1));
    }

    /** The inclusion proof (RFC 9162, 2.1.3.1) of a leaf in the tree over the first {@code size} leaves. */
    List<Sha256> path(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("No such leaf in a tree of " + size);
        }
        List<Sha256> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            boolean left = index < middle;
            path.add(0, left ? hash(middle, to) : hash(from, middle));
            from = left ? from : middle;
            to = left ? middle : to;
        }
        return path;
    }

    /** Whether a proof leads from the leaf to the root (RFC 9162, 2.1.3.2). */
    static boolean includes(Sha256 leaf, long index, List<Sha256> path, long size, Sha256 root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Sha256 hash = leaf;
        for (Sha256 sibling : path) {
            if (last == 0) {
                return false;
            }
            if (node % 2 == 1 || node == last) {
                hash = node(sibling, hash);
                while (node % 2 == 0 && node != 0) {
                    node /= 2;
                    last /= 2;
                }
            } else {
                hash = node(hash, sibling);
            }
            node /= 2;
            last /= 2;
        }
        return last == 0 && hash.equals(root);
    }

    private Sha256 hash(long from, long to) {
        long size = to - from;
        if (Long.bitCount(size) == 1 && from % size == 0) {
            int height = Long.numberOfTrailingZeros(size);
            return subtree(height, from >> height);
        }
        long middle = from + split(size);
        return node(hash(from, middle), hash(middle, to));
    }

    private Sha256 subtree(int height, long position) {
        return height % TILE == 0 ? subtrees.root(height, position) : complete(height, position);
    }

    /** The largest power of two that is smaller. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
