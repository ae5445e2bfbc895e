package org.tipstaff.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.tipstaff.sealing.Sha256;

/**
 * That an entry stands in the audit log: from its exact bytes to a signed checkpoint. Field by field it is the JSON that
 * {@code docs/audit-format.md} describes.
 *
 * @param entry Base64 of the canonical bytes
 * @param index of the leaf, from 0: the entry's number less one
 * @param treeSize entries under the checkpoint
 * @param path sibling hashes from the leaf up, hexadecimal (RFC 9162, 2.1.3.1)
 * @param checkpoint signed note
 * @param publicKey PEM, for convenience: whoever checks MUST take the key that the provider publishes
 */
public record InclusionProof(
        String entry, long index, long treeSize, List<String> path, String checkpoint, String publicKey) {
    public InclusionProof {
        // A proof that somebody hands in may lack any part.
        Objects.requireNonNull(entry);
        path = List.copyOf(path);
        Objects.requireNonNull(checkpoint);
    }

    /**
     * Follows the proof.
     *
     * @param key 32 bytes, from the provider
     * @return the entry that stands in the log
     * @throws IllegalArgumentException says, as a sentence, which step does not hold
     */
    public AuditEntry follow(byte[] key) {
        Checkpoint head = Checkpoint.verified(checkpoint, key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The checkpoint of the proof is not signed with the key that was given."));
        byte[] canonical;
        List<Sha256> siblings;
        try {
            canonical = Base64.getDecoder().decode(entry);
            siblings = path.stream().map(Sha256::new).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The proof cannot be read.", e);
        }
        if (treeSize != head.size()
                || !MerkleTree.includes(AuditEntry.hash(canonical), index, siblings, treeSize, head.root())) {
            throw new IllegalArgumentException("The entry of the proof does not stand in the log that was signed.");
        }
        try {
            return AuditEntry.parse(canonical);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("The entry of the proof cannot be read.", e);
        }
    }

    /** Makes proofs. */
    @ApplicationScoped
    public static class Maker {
        private final MerkleTable tree;
        private final Checkpoints checkpoints;

        Maker(MerkleTable tree, Checkpoints checkpoints) {
            this.tree = tree;
            this.checkpoints = checkpoints;
        }

        /** The proof of an entry, always the same once made. Joins the caller's transaction. */
        public InclusionProof of(AuditReader.Numbered numbered) {
            Checkpoints.Signed signed = checkpoints.covering(numbered.seq());
            long size = signed.head().size();
            return new InclusionProof(
                    Base64.getEncoder().encodeToString(numbered.canonical()),
                    numbered.seq() - 1,
                    size,
                    tree.tree().path(numbered.seq() - 1, size).stream()
                            .map(Sha256::hex)
                            .toList(),
                    signed.note(),
                    Checkpoint.pem(signed.publicKey()));
        }
    }
}
