package org.tipstaff.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.sealing.TestKeys;

/** Against the definition in RFC 9162, 2.1.1, written down as it stands there. */
class MerkleTreeTest {
    private static final List<Sha256> LEAVES = leaves(1_300);
    private static final MerkleTree TREE = new MerkleTree((height, position) ->
            byDefinition(LEAVES.subList((int) (position << height), (int) ((position + 1) << height))));

    private static List<Sha256> leaves(int count) {
        List<Sha256> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(AuditEntry.hash(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        return leaves;
    }

    private static Sha256 byDefinition(List<Sha256> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = 1;
        while (2 * k < leaves.size()) {
            k *= 2;
        }
        byte[] both = new byte[65];
        both[0] = 1;
        System.arraycopy(byDefinition(leaves.subList(0, k)).bytes(), 0, both, 1, 32);
        System.arraycopy(byDefinition(leaves.subList(k, leaves.size())).bytes(), 0, both, 33, 32);
        return Sha256.of(both);
    }

    @Test
    void every_root_is_that_of_the_definition() {
        MerkleRange range = new MerkleRange();
        for (int size = 1; size <= LEAVES.size(); size++) {
            range.add(LEAVES.get(size - 1));
            if (size < 70 || size % 61 == 0 || size % 256 < 2) {
                Sha256 root = byDefinition(LEAVES.subList(0, size));
                assertThat(TREE.root(size)).as("%d", size).isEqualTo(root);
                assertThat(range.root()).as("walked, %d", size).isEqualTo(root);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 31, 255, 256, 257, 513, 1_300})
    void every_leaf_has_a_proof_and_no_other_leaf_or_place_has_it(int size) {
        Sha256 root = TREE.root(size);
        for (int index = 0; index < size; index += 1 + size / 40) {
            List<Sha256> path = TREE.path(index, size);
            Sha256 leaf = LEAVES.get(index);
            assertThat(MerkleTree.includes(leaf, index, path, size, root)).isTrue();
            assertThat(MerkleTree.includes(LEAVES.get((index + 1) % LEAVES.size()), index, path, size, root))
                    .as("another leaf")
                    .isFalse();
            assertThat(MerkleTree.includes(leaf, index + 1, path, size, root))
                    .as("another place")
                    .isFalse();
            assertThat(MerkleTree.includes(leaf, index, path, size, MerkleTree.node(root, leaf)))
                    .as("another root")
                    .isFalse();
            List<Sha256> longer = new ArrayList<>(path);
            longer.add(leaf);
            assertThat(MerkleTree.includes(leaf, index, longer, size, root))
                    .as("a longer path")
                    .isFalse();
        }
    }

    @Test
    void a_note_opens_under_its_key_only() {
        Checkpoint head = new Checkpoint("portal.example.com/audit", 3, TREE.root(3));
        CheckpointKey key = new CheckpointKey(TestKeys.fresh());
        String note = head.note(key.publicKey(), key.sign(head));

        assertThat(Checkpoint.verified(note, key.publicKey())).hasValue(head);
        assertThat(Checkpoint.verified(note, new CheckpointKey(TestKeys.fresh()).publicKey()))
                .isEmpty();
        assertThat(Checkpoint.verified(note.replace("\n3\n", "\n4\n"), key.publicKey()))
                .isEmpty();
        assertThat(Checkpoint.publicKey(Checkpoint.pem(key.publicKey()))).hasValue(key.publicKey());
        assertThat(Checkpoint.publicKey("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
                .isEmpty();
    }
}
