package org.tipstaff.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
    private static final AuditEntry ENTRY = new AuditEntry(
            AuditAction.CLAIMED,
            Instant.parse("2026-11-24T14:42:07.123456Z"),
            "reviewer",
            "M. Okonjo \"legal\" – ü",
            "reviewer",
            "TS-26-004182",
            new TreeMap<>(Map.of("to", "IN_REVIEW", "from", "SUBMITTED")));

    @Test
    void the_canonical_form_is_the_documented_one() {
        assertThat(new String(ENTRY.canonical(), StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":\"CLAIMED\",\"actor\":\"reviewer\","
                        + "\"actorName\":\"M. Okonjo \\\"legal\\\" – ü\",\"at\":\"2026-11-24T14:42:07.123456Z\","
                        + "\"d.from\":\"SUBMITTED\",\"d.to\":\"IN_REVIEW\",\"roles\":\"reviewer\","
                        + "\"subject\":\"TS-26-004182\"}");
    }

    @Test
    void what_was_written_is_read_back_and_written_the_same_again() {
        AuditEntry read = AuditEntry.parse(ENTRY.canonical());

        assertThat(read).isEqualTo(ENTRY);
        assertThat(read.canonical()).isEqualTo(ENTRY.canonical());
    }

    @Test
    void finer_than_microseconds_is_cut_off_because_the_database_cannot_keep_it() {
        AuditEntry entry = new AuditEntry(
                AuditAction.CLAIMED,
                Instant.parse("2026-11-24T14:42:07.123456789Z"),
                "a",
                "A",
                "",
                "-",
                new TreeMap<>());

        assertThat(entry.occurredAt()).isEqualTo(Instant.parse("2026-11-24T14:42:07.123456Z"));
    }

    @Test
    void the_hash_is_that_of_the_prefix_and_the_bytes() {
        // printf '\0\1{}' | sha256sum
        assertThat(AuditEntry.hash("{}".getBytes(StandardCharsets.UTF_8)).hex())
                .isEqualTo("d1b5f23eb41bd11922b23b5958905748587612b0a4134edb4d4cb2604ab11b50");
    }

    @Test
    void a_link_is_another_hash_than_an_entry_of_the_same_bytes() {
        byte[] both = new byte[64];

        assertThat(AuditChain.link(AuditChain.START, AuditChain.START)).isNotEqualTo(AuditEntry.hash(both));
    }
}
