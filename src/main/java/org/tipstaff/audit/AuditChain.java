package org.tipstaff.audit;

import java.security.MessageDigest;
import org.tipstaff.sealing.Sha256;

/**
 * The construction over the entries: each link hashes the link before it and the entry's own hash. It knows entries
 * only by their hashes, so that another construction can take its place.
 */
final class AuditChain {
    /** Before the first entry. */
    static final Sha256 START = new Sha256("0".repeat(64));

    private static final byte[] PREFIX = {0x01, 0x01};

    private AuditChain() {}

    static Sha256 link(Sha256 before, Sha256 entry) {
        MessageDigest digest = Sha256.digest();
        digest.update(PREFIX);
        digest.update(before.bytes());
        digest.update(entry.bytes());
        return Sha256.of(digest);
    }
}
