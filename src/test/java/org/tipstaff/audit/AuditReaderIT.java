package org.tipstaff.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.TestDatabase;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.sealing.TestKeys;

/** Whoever owns the database can change it; the check of the log must tell. */
class AuditReaderIT {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final int ENTRIES = 7;

    private DataSource application;
    private DataSource owner;
    private final KeyStore keys = TestKeys.fresh();
    private AuditReader reader;

    @BeforeEach
    void a_log_of_seven_entries() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        application = database.application();
        owner = database.owner();
        reader = new AuditReader(application);
        fill("TS-26-00000");
    }

    private void fill(String subject) throws SQLException {
        fill(1, ENTRIES, subject);
    }

    private void fill(int from, int to, String subject) throws SQLException {
        Sha256 chain = reader.head().hash();
        try (Connection connection = owner.getConnection()) {
            for (int seq = from; seq <= to; seq++) {
                AuditEntry entry = new AuditEntry(
                        AuditAction.REQUEST_VIEWED,
                        BEGIN.plusSeconds(seq),
                        seq % 2 == 0 ? "auditor" : "reviewer",
                        "M. Okonjo",
                        "reviewer",
                        subject + seq,
                        new TreeMap<>(Map.of("step", Integer.toString(seq))));
                chain = AuditChain.link(chain, AuditEntry.hash(entry.canonical()));
                append(connection, seq, entry, chain);
            }
        }
    }

    private static void append(Connection connection, long seq, AuditEntry entry, Sha256 chain) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO audit_entry (seq, occurred_at, action, actor, subject, canonical, entry_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, seq);
            insert.setObject(2, entry.occurredAt().atOffset(ZoneOffset.UTC));
            insert.setString(3, entry.action().name());
            insert.setString(4, entry.actor());
            insert.setString(5, entry.subject());
            insert.setBytes(6, entry.canonical());
            insert.setBytes(7, AuditEntry.hash(entry.canonical()).bytes());
            insert.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO audit_chain (seq, chain_hash) VALUES (?, ?)")) {
            insert.setLong(1, seq);
            insert.setBytes(2, chain.bytes());
            insert.executeUpdate();
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    void an_untouched_log_fits() {
        assertThat(reader.firstBroken()).isEmpty();
        assertThat(reader.head().size()).isEqualTo(ENTRIES);
    }

    @Test
    void a_flipped_byte_is_found_wherever_it_is() throws SQLException {
        int length = (int) reader.entries(AuditReader.Filter.ANY, 5, 1).get(0).canonical().length;
        for (int place = 0; place < length; place += 9) {
            String flip =
                    "UPDATE audit_entry SET canonical = set_byte(canonical, %d, get_byte(canonical, %d) # 1) WHERE seq = 4"
                            .formatted(place, place);
            asOwner(flip);

            assertThat(reader.firstBroken()).as("byte %d", place).contains(4L);

            asOwner(flip);
        }
        assertThat(reader.firstBroken()).isEmpty();
    }

    @Test
    void a_byte_changed_together_with_the_hash_of_its_entry_is_found() throws SQLException {
        asOwner("""
                UPDATE audit_entry SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), 'd.step', 'd.stop'), 'UTF8')
                WHERE seq = 4""");
        asOwner("UPDATE audit_entry SET entry_hash = sha256('\\x0001'::bytea || canonical) WHERE seq = 4");

        assertThat(reader.firstBroken()).contains(4L);
    }

    @Test
    void a_column_that_says_otherwise_than_the_hashed_bytes_is_found() throws SQLException {
        asOwner("UPDATE audit_entry SET actor = 'somebody' WHERE seq = 2");
        assertThat(reader.firstBroken()).contains(2L);

        asOwner("UPDATE audit_entry SET actor = 'auditor' WHERE seq = 2");
        asOwner("UPDATE audit_entry SET occurred_at = occurred_at + interval '1 second' WHERE seq = 6");
        assertThat(reader.firstBroken()).contains(6L);
    }

    @Test
    void an_entry_taken_out_of_the_middle_is_found() throws SQLException {
        asOwner("DELETE FROM audit_chain WHERE seq = 3");
        asOwner("DELETE FROM audit_entry WHERE seq = 3");

        assertThat(reader.firstBroken()).contains(3L);
    }

    @Test
    void a_last_entry_that_lost_its_link_is_found() throws SQLException {
        asOwner("DELETE FROM audit_chain WHERE seq = " + ENTRIES);

        assertThat(reader.firstBroken()).contains((long) ENTRIES);
    }

    /** Everything computed anew from another beginning is a log without a fault, but not the one that was signed. */
    @Test
    void a_log_rewritten_as_a_whole_contradicts_its_checkpoint() throws SQLException {
        checkpoints().sign();
        assertThat(reader.firstBroken()).isEmpty();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM audit_chain");
            statement.execute("DELETE FROM audit_entry");
        }
        fill("TS-26-10000");

        assertThat(reader.firstBroken()).contains((long) ENTRIES);
    }

    @Test
    void a_proof_convinces_a_stranger_and_stays_the_same_as_the_log_grows() throws SQLException {
        Checkpoints checkpoints = checkpoints();
        InclusionProof.Maker maker = new InclusionProof.Maker(new MerkleTable(application), checkpoints);
        fill(ENTRIES + 1, 700, "TS-26-20000");
        AuditReader.Numbered entry =
                reader.entries(AuditReader.Filter.ANY, 301, 1).get(0);
        InclusionProof proof = maker.of(entry);
        fill(701, 1_000, "TS-26-30000");
        checkpoints.sign();

        assertThat(maker.of(entry)).isEqualTo(proof);
        assertThat(proof.treeSize()).isEqualTo(700);
        byte[] key = Checkpoint.publicKey(checkpoints.publicKeyPem()).orElseThrow();
        assertThat(proof.follow(key)).isEqualTo(entry.entry());
        for (long seq : new long[] {701, 768, 769, 1_000}) {
            AuditReader.Numbered later =
                    reader.entries(AuditReader.Filter.ANY, seq + 1, 1).get(0);
            assertThat(maker.of(later).follow(key)).isEqualTo(later.entry());
        }
        assertThat(reader.firstBroken()).isEmpty();
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(
                application,
                new MerkleTable(application),
                new CheckpointKey(keys),
                java.time.Clock.systemUTC(),
                "https://portal.example.com");
    }

    @Test
    void the_application_itself_cannot_change_or_delete() {
        for (String sql : new String[] {
            "UPDATE audit_entry SET actor = 'x'",
            "DELETE FROM audit_chain",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_chain",
            "UPDATE audit_checkpoint SET note = ''",
            "DELETE FROM audit_subtree"
        }) {
            assertThatThrownBy(() -> {
                        try (Connection connection = application.getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute(sql);
                        }
                    })
                    .as(sql)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void entries_come_newest_first_and_filtered_in_pages() {
        AuditReader.Filter auditor = new AuditReader.Filter(null, "auditor", null);

        assertThat(reader.entries(auditor, Long.MAX_VALUE, 2))
                .extracting(AuditReader.Numbered::seq)
                .containsExactly(6L, 4L);
        assertThat(reader.entries(auditor, 4, 2))
                .extracting(AuditReader.Numbered::seq)
                .containsExactly(2L);
        assertThat(reader.entries(new AuditReader.Filter("TS-26-000005", null, null), Long.MAX_VALUE, 9))
                .extracting(AuditReader.Numbered::seq)
                .containsExactly(5L);
    }
}
