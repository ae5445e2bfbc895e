package org.tipstaff.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.hold.HoldFixture.ALICE;
import static org.tipstaff.hold.HoldFixture.BOB;
import static org.tipstaff.hold.HoldFixture.CAROL;
import static org.tipstaff.hold.HoldFixture.CASE;
import static org.tipstaff.hold.HoldFixture.RECEIVED;
import static org.tipstaff.hold.HoldFixture.query;
import static org.tipstaff.hold.HoldFixture.signIn;
import static org.tipstaff.hold.HoldFixture.terms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.hold.snapshot.GrantedCount;
import org.tipstaff.hold.snapshot.SnapshotDamaged;
import org.tipstaff.hold.snapshot.SnapshotStore;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

class HoldsIT {
    private static final Instant FIRST = Instant.parse("2026-11-02T23:59:59.123456Z");
    private static final Terms FILED = terms(ALICE, BOB);

    private static final LogRecord ASKED = query(FIRST, ALICE, CAROL);
    private static final LogRecord SIGNED_IN = signIn(FIRST.plusSeconds(1), ALICE);
    private static final LogRecord BOBS = query(FIRST.plusSeconds(2), BOB, ALICE);
    private static final LogRecord LATER = query(Instant.parse("2026-11-05T10:00:00Z"), ALICE, BOB);
    private static final List<LogRecord> RESPONSIVE = List.of(ASKED, SIGNED_IN, BOBS, LATER);

    private final HoldFixture fixture = fixture();
    private final Holds holds = fixture.holds;

    private static HoldFixture fixture() {
        try {
            HoldFixture fixture = HoldFixture.fresh();
            List<LogRecord> all = new ArrayList<>(RESPONSIVE);
            all.add(query(FIRST, CAROL, ALICE));
            all.add(query(Instant.parse("2026-11-20T00:00:00Z"), ALICE, BOB));
            fixture.log.holds(all);
            return fixture;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void breakOff() {
        throw new AssertionError("kill -9");
    }

    @Test
    void the_snapshot_holds_every_row_in_scope_and_none_beside() throws Exception {
        Snapshot snapshot = fixture.held(FILED);

        assertThat(fixture.rows(FILED, FILED)).isEqualTo(RESPONSIVE);
        assertThat(snapshot.state()).isEqualTo(HoldState.HELD);
        assertThat(snapshot.rows()).isEqualTo(4);
        assertThat(snapshot.receivedAt()).isEqualTo(RECEIVED);
        assertThat(snapshot.heldAt()).isEqualTo(RECEIVED.plusSeconds(5));
        assertThat(snapshot.coverage()).isEqualTo(fixture.log.coverage(FILED.range(), FILED.logs(), RECEIVED));
        assertThat(holds.find(CASE)).contains(snapshot);
        assertThat(holds.progress(CASE)).isEqualTo(new HoldProgress(HoldState.HELD, 4));
        assertThat(fixture.log.pins).isEmpty();
        assertThat(fixture.audit.actions()).containsExactly(AuditAction.HELD);
    }

    @Test
    void every_row_names_the_item_of_the_granted_terms() throws Exception {
        fixture.held(FILED);
        Terms granted = terms(BOB);
        List<String> items = new ArrayList<>();
        holds.open(CASE, FILED, FILED, (item, row) -> items.add(item.label()));
        assertThat(items).containsExactly("T1", "T2", "T3", "T1");
        items.clear();
        holds.open(CASE, FILED, granted, (item, row) -> items.add(item.label()));
        assertThat(items).containsExactly("T1");
    }

    @Test
    void a_row_past_retention_at_receipt_is_not_held_and_one_a_microsecond_younger_is() throws Exception {
        Instant cutoff = RECEIVED.minusSeconds(30 * 86_400);
        LogRecord young = query(cutoff.plusNanos(1_000), ALICE, BOB);
        fixture.log.holds(List.of(query(cutoff, ALICE, BOB), young));
        Terms wide = terms(Set.of(ALICE), "2026-10-01T00:00:00Z", "2026-11-20T00:00:00Z");
        fixture.held(wide);
        assertThat(fixture.rows(wide, wide)).containsExactly(young);
    }

    @Test
    void who_asked_about_a_handle_is_held_too() throws Exception {
        Terms reverse =
                new Terms(List.of(ALICE), EnumSet.of(LogKind.CAPABILITY_QUERY), Direction.BY_TARGET, FILED.range());
        fixture.held(reverse);
        assertThat(fixture.rows(reverse, reverse)).containsExactly(query(FIRST, CAROL, ALICE), BOBS);
    }

    @Test
    void no_responsive_row_is_a_snapshot_of_its_own() throws Exception {
        Terms nobody = terms(new Handle(Handle.Kind.EMAIL, "nobody@example.com"));
        assertThat(fixture.held(nobody).rows()).isZero();
        assertThat(fixture.rows(nobody, nobody)).isEmpty();
        assertThat(holds.rowsWithin(CASE, nobody, nobody)).isZero();
    }

    @Test
    void a_sealing_that_failed_keeps_the_pin_and_starts_over_cleanly() throws Exception {
        fixture.begin(FILED);
        fixture.log.before(row -> {
            if (row.equals(LATER)) {
                throw new IOException("disk full");
            }
        });
        assertThatThrownBy(() -> holds.seal(CASE, FILED)).hasMessage("disk full");
        assertThat(holds.progress(CASE).state()).isEqualTo(HoldState.FAILED);
        assertThat(fixture.log.pins).containsEntry(CASE.value(), RECEIVED);
        assertThat(fixture.number("SELECT count(*) FROM sealed_object_chunk")).isZero();

        fixture.log.before(row -> {});
        holds.seal(CASE, FILED);
        assertThat(fixture.rows(FILED, FILED)).isEqualTo(RESPONSIVE);
        assertThat(fixture.log.pins).isEmpty();
    }

    @Test
    void a_process_that_died_in_the_middle_is_followed_by_one_that_finishes() throws Exception {
        fixture.begin(FILED);
        fixture.log.before(row -> breakOff());
        assertThatThrownBy(() -> holds.seal(CASE, FILED)).isInstanceOf(AssertionError.class);
        assertThat(holds.progress(CASE).state()).isEqualTo(HoldState.PENDING);

        fixture.log.before(row -> {});
        holds.seal(CASE, FILED);
        assertThat(fixture.rows(FILED, FILED)).isEqualTo(RESPONSIVE);
    }

    @Test
    void without_its_audit_entry_nothing_counts_as_held_although_it_is_sealed() throws Exception {
        fixture.begin(FILED);
        fixture.audit.failing(true);
        assertThatThrownBy(() -> holds.seal(CASE, FILED)).hasMessageContaining("audit");
        assertThat(holds.progress(CASE).state()).isEqualTo(HoldState.FAILED);
        assertThat(holds.counts(CASE)).isEmpty();

        fixture.audit.failing(false);
        holds.seal(CASE, FILED);
        assertThat(fixture.rows(FILED, FILED)).isEqualTo(RESPONSIVE);
        assertThat(fixture.number("SELECT count(*) FROM sealed_object")).isEqualTo(1);
    }

    @Test
    void sealing_again_changes_nothing() throws Exception {
        Snapshot first = fixture.held(FILED);
        assertThat(holds.seal(CASE, FILED)).isEqualTo(first);
        assertThat(fixture.log.reads).hasValue(1);
        assertThat(fixture.audit.actions()).containsExactly(AuditAction.HELD);
    }

    @Test
    void two_workers_at_once_seal_once() throws Exception {
        fixture.begin(FILED);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Snapshot> one = threads.submit(() -> holds.seal(CASE, FILED));
            Future<Snapshot> other = threads.submit(() -> holds.seal(CASE, FILED));
            assertThat(one.get()).isEqualTo(other.get());
        } finally {
            threads.shutdownNow();
        }
        assertThat(fixture.log.reads).hasValue(1);
        assertThat(fixture.rows(FILED, FILED)).isEqualTo(RESPONSIVE);
    }

    @Test
    void sealing_and_destroying_refuse_to_run_inside_a_transaction() throws Exception {
        fixture.begin(FILED);
        assertThatThrownBy(() -> HoldFixture.inTransaction(() -> holds.seal(CASE, FILED)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> HoldFixture.inTransaction(() -> holds.destroy(CASE, "REFUSED")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void filed_again_with_the_same_terms_the_earlier_rows_stay_and_with_others_they_are_sealed_anew() throws Exception {
        Snapshot first = fixture.held(FILED);
        Instant later = Instant.parse("2026-12-15T00:00:00Z");

        fixture.begin(FILED, later);
        assertThat(holds.progress(CASE).state()).isEqualTo(HoldState.PENDING);
        assertThat(holds.seal(CASE, FILED)).isEqualTo(first);
        assertThat(fixture.rows(FILED, FILED)).isEqualTo(RESPONSIVE);
        assertThat(fixture.log.pins).isEmpty();

        fixture.begin(terms(BOB), RECEIVED.plusSeconds(3_600));
        assertThat(holds.seal(CASE, terms(BOB)).receivedAt()).isEqualTo(RECEIVED.plusSeconds(3_600));
        assertThat(fixture.rows(terms(BOB), terms(BOB))).containsExactly(BOBS);
    }

    @Test
    void one_changed_byte_is_found_before_a_row_is_handed_over() throws Exception {
        fixture.held(FILED);
        fixture.execute("UPDATE sealed_object_chunk SET sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1)");
        AtomicInteger handed = new AtomicInteger();
        assertThatThrownBy(() -> holds.open(CASE, FILED, FILED, (item, row) -> handed.incrementAndGet()))
                .isInstanceOf(SnapshotDamaged.class);
        assertThat(handed).hasValue(0);
    }

    @Test
    void one_changed_byte_is_found_even_when_the_recorded_hash_was_changed_with_it() throws Exception {
        fixture.held(FILED);
        fixture.execute("UPDATE sealed_object_chunk SET sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1)");
        fixture.execute("UPDATE hold SET sealed_sha256 = (SELECT sha256(sealed) FROM sealed_object_chunk)");
        assertThatThrownBy(() -> fixture.rows(FILED, FILED)).isInstanceOf(IOException.class);
    }

    @Test
    void other_terms_than_those_filed_do_not_open_it() throws Exception {
        fixture.held(FILED);
        Terms wider = terms(ALICE, BOB, CAROL);
        assertThatThrownBy(() -> fixture.rows(wider, FILED)).isInstanceOf(SnapshotDamaged.class);
        assertThatThrownBy(() -> fixture.rows(FILED, wider)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> holds.rowsWithin(CASE, FILED, wider)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void narrower_terms_give_exactly_their_rows_and_their_number() throws Exception {
        fixture.held(FILED);
        Terms bobOnly = terms(BOB);
        Terms signInsOnly = new Terms(FILED.handles(), EnumSet.of(LogKind.SIGN_IN), Direction.BY_SOURCE, FILED.range());
        Terms wholeDays = terms(Set.of(ALICE, BOB), "2026-11-03T00:00:00Z", "2026-11-06T00:00:00Z");
        Terms cutInsideADay = terms(Set.of(ALICE, BOB), "2026-11-02T23:59:59.123457Z", "2026-11-05T10:00:00Z");
        for (Terms granted : List.of(FILED, bobOnly, signInsOnly, wholeDays, cutInsideADay)) {
            List<LogRecord> expected =
                    RESPONSIVE.stream().filter(granted::allow).toList();
            assertThat(fixture.rows(FILED, granted)).isEqualTo(expected);
            assertThat(holds.rowsWithin(CASE, FILED, granted)).isEqualTo(expected.size());
        }
        assertThat(GrantedCount.of(holds.counts(CASE), FILED, cutInsideADay)).isEmpty();
        assertThat(GrantedCount.of(holds.counts(CASE), FILED, wholeDays)).hasValue(3);
    }

    @Test
    void a_destroyed_snapshot_is_unreadable_even_from_a_backup_and_its_certificate_says_what_it_was() throws Exception {
        Snapshot snapshot = fixture.held(FILED);
        fixture.execute("CREATE TABLE backup_object AS SELECT * FROM sealed_object;"
                + " CREATE TABLE backup_chunk AS SELECT * FROM sealed_object_chunk;"
                + " CREATE TABLE backup_hold AS SELECT * FROM hold");
        try {
            DestructionCertificate certificate = holds.destroy(CASE, "REFUSED");

            assertThat(certificate)
                    .isEqualTo(new DestructionCertificate(
                            CASE,
                            SnapshotStore.object(CASE),
                            snapshot.sealedSha256(),
                            4,
                            "REFUSED",
                            RECEIVED.plusSeconds(5)));
            assertThat(holds.destroy(CASE, "WITHDRAWN")).isEqualTo(certificate);
            assertThat(holds.certificate(CASE)).contains(certificate);
            assertThat(holds.progress(CASE).state()).isEqualTo(HoldState.DESTROYED);
            assertThat(holds.counts(CASE)).isEmpty();
            assertThat(fixture.number("SELECT count(*) FROM sealed_object_chunk"))
                    .isZero();
            assertThat(fixture.keys.list("request/")).isEmpty();
            assertThat(fixture.audit.actions()).containsExactly(AuditAction.HELD, AuditAction.HOLD_DESTROYED);
            assertThat(holds.seal(CASE, FILED).state()).isEqualTo(HoldState.DESTROYED);
            assertThatThrownBy(() -> fixture.begin(FILED)).hasMessageContaining("destroyed");

            fixture.execute("INSERT INTO sealed_object OVERRIDING SYSTEM VALUE SELECT * FROM backup_object;"
                    + " INSERT INTO sealed_object_chunk SELECT * FROM backup_chunk;"
                    + " UPDATE hold SET state = 'HELD'");
            assertThatThrownBy(() -> fixture.rows(FILED, FILED))
                    .hasMessageContaining("its key is not in the key store");
        } finally {
            fixture.execute("DROP TABLE backup_object, backup_chunk, backup_hold");
        }
    }

    @Test
    void a_destruction_that_broke_off_after_the_key_is_finished_by_the_next() throws Exception {
        fixture.held(FILED);
        fixture.audit.failing(true);
        assertThatThrownBy(() -> holds.destroy(CASE, "REFUSED")).hasMessageContaining("audit");
        assertThat(holds.certificate(CASE)).isEmpty();
        assertThatThrownBy(() -> fixture.rows(FILED, FILED)).hasMessageContaining("its key is not in the key store");

        fixture.audit.failing(false);
        assertThat(holds.destroy(CASE, "REFUSED").rows()).isEqualTo(4);
        assertThat(fixture.number("SELECT count(*) FROM sealed_object")).isZero();
    }

    @Test
    void a_pending_hold_can_be_destroyed_and_lets_the_log_go() throws Exception {
        fixture.begin(FILED);
        assertThat(holds.destroy(CASE, "WITHDRAWN").sealedSha256()).isNull();
        assertThat(fixture.log.pins).isEmpty();
        assertThat(holds.seal(CASE, FILED).state()).isEqualTo(HoldState.DESTROYED);
        assertThat(fixture.log.reads).hasValue(0);
    }

    @Test
    void no_handle_and_no_address_lies_in_any_column_of_the_database() throws Exception {
        fixture.held(FILED);
        StringBuilder everything = new StringBuilder();
        try (Connection connection = fixture.source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT query_to_xml(format('SELECT * FROM %I.%I', table_schema, table_name), true, false, '')
                        FROM information_schema.tables WHERE table_schema IN ('public', 'invitation')
                          AND table_name <> 'flyway_schema_history'""")) {
            while (row.next()) {
                everything.append(row.getString(1));
            }
        }
        // Binary columns are shown in base64, in which a text looks one of three ways.
        assertThat(everything).contains(CASE.value(), "sealed");
        for (String plain : List.of("12025550123", "bob@example.com", "100200300", "192.0.2.7", "Phone1,1")) {
            assertThat(everything).doesNotContain(plain);
            for (String before : List.of("", "x", "xx")) {
                String coded = Base64.getEncoder().encodeToString((before + plain).getBytes(StandardCharsets.UTF_8));
                assertThat(everything).doesNotContain(coded.substring(4, coded.length() - 4));
            }
        }
        assertThat(fixture.audit.entries().toString()).doesNotContain("12025550123", "bob@example.com");
    }

    @Test
    void three_hundred_handles_are_held_at_once() throws Exception {
        Set<Handle> handles = new HashSet<>();
        List<LogRecord> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Handle handle = new Handle(Handle.Kind.EMAIL, "user" + i + "@example.com");
            handles.add(handle);
            rows.add(query(FIRST.plusSeconds(i), handle, BOB));
        }
        fixture.log.holds(rows);
        Terms terms = terms(handles, "2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z");
        fixture.held(terms);
        assertThat(fixture.rows(terms, terms)).isEqualTo(rows);
        Terms half = terms(Set.copyOf(terms.handles().subList(0, 150)), "2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z");
        assertThat(holds.rowsWithin(CASE, terms, half)).isEqualTo(150);
    }

    @Test
    void two_hundred_thousand_rows_pass_in_bounded_memory_and_the_progress_is_seen_meanwhile() throws Exception {
        int many = 200_000;
        fixture.log.makes(() -> IntStream.range(0, many)
                .mapToObj(i -> query(FIRST.plusSeconds(i), ALICE, new Handle(Handle.Kind.EMAIL, i + "@example.com"))));
        AtomicInteger seen = new AtomicInteger();
        AtomicLong most = new AtomicLong();
        System.gc();
        long before = used();
        fixture.log.before(row -> {
            if (seen.incrementAndGet() % 50_000 == 0) {
                assertThat(holds.progress(CASE).rows()).isGreaterThanOrEqualTo(seen.get() - 20_000);
                System.gc();
                most.accumulateAndGet(used() - before, Math::max);
            }
        });
        Snapshot snapshot = fixture.held(FILED);
        AtomicInteger read = new AtomicInteger();
        holds.open(CASE, FILED, FILED, (item, row) -> {
            if (read.incrementAndGet() % 50_000 == 0) {
                System.gc();
                most.accumulateAndGet(used() - before, Math::max);
            }
        });
        assertThat(read).hasValue(many);
        assertThat(snapshot.rows()).isEqualTo(many);
        assertThat(holds.rowsWithin(CASE, FILED, FILED)).isEqualTo(many);
        assertThat(most.get()).isLessThan(24L << 20);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
