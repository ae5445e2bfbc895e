package org.tipstaff.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.tipstaff.sealing.Sha256;

/** The same tree, built leaf after leaf in the memory of a few hashes: for whoever walks the whole log. */
final class MerkleRange {
    private final Deque<Sha256> complete = new ArrayDeque<>();
    private long size;

    void add(Sha256 leaf) {
        Sha256 hash = leaf;
        for (long rest = size; rest % 2 == 1; rest /= 2) {
            hash = MerkleTree.node(complete.pop(), hash);
        }
        complete.push(hash);
        size++;
    }

    /** The root over all leaves so far, at least one. */
    Sha256 root() {
        Iterator<Sha256> smallestFirst = complete.iterator();
        Sha256 hash = smallestFirst.next();
        while (smallestFirst.hasNext()) {
            hash = MerkleTree.node(smallestFirst.next(), hash);
        }
        return hash;
    }
}
