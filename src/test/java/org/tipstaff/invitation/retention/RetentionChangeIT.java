package org.tipstaff.invitation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.PurgedMeanwhile;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.ClockDoubted;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.sealed.LogFixture;
import org.tipstaff.invitation.sealed.SealedInvitationLog;

/** The log while its retention changes, and while clocks jump. */
class RetentionChangeIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final LogDay TODAY = LogDay.of(NOW);
    private static final Search BY_ALICE = new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER);

    private final LogFixture fixture = new LogFixture();

    @Test
    void a_shorter_value_hides_rows_from_its_instant_on_and_the_next_run_destroys_them() throws Exception {
        LogRecord row = query(NOW, ALICE, BOB);
        fixture.append(row);
        Instant change = NOW.plus(Duration.ofDays(26));
        fixture.clock.set(change.minus(1, ChronoUnit.MICROS));
        change(Duration.ofDays(25), change);
        assertThat(fixture.bySource(ALICE)).containsExactly(row);

        fixture.clock.set(change);
        assertThat(fixture.bySource(ALICE)).isEmpty();
        fixture.clock.set(change.plus(DAY));
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(TODAY.date());
    }

    @Test
    void a_longer_value_brings_back_neither_rows_nor_the_right_to_append_them() throws Exception {
        LogRecord gone = query(NOW, ALICE, BOB);
        LogRecord kept = query(NOW.plus(Duration.ofHours(2)), ALICE, BOB);
        fixture.append(gone);
        fixture.clock.set(kept.occurredAt());
        fixture.append(kept);
        // At noon and an hour the first row has expired and the second has not; the day, its keys and its table live
        // on.
        Instant change = NOW.plus(Duration.ofDays(30)).plus(Duration.ofHours(1));
        change(Duration.ofDays(60), change);

        for (Instant at : List.of(change, change.plus(DAY), change.plus(Duration.ofDays(20)))) {
            fixture.clock.set(at);
            assertThat(fixture.bySource(ALICE)).as("at %s", at).containsExactly(kept);
            assertThat(fixture.log.estimate(BY_ALICE, at)).isEqualTo(1);
        }
        assertThat(fixture.log.append("late", List.of(gone).iterator()).expired())
                .isEqualTo(1);
        assertThat(fixture.number("SELECT count(*) FROM " + TODAY.table())).isEqualTo(2);
    }

    @Test
    void a_hold_in_the_making_is_not_shortened() throws Exception {
        LogRecord row = query(NOW, ALICE, BOB);
        fixture.append(row);
        Instant receipt = NOW.plus(Duration.ofDays(29));
        fixture.clock.set(receipt);
        fixture.log.pin("TS-26-000001", receipt);
        change(Duration.ofDays(25), receipt.plus(1, ChronoUnit.MICROS));
        fixture.clock.set(receipt.plus(DAY));

        assertThat(fixture.purge().orElseThrow().daysDestroyed()).isEmpty();
        assertThat(fixture.read(BY_ALICE, receipt)).containsExactly(row);
        assertThat(fixture.bySource(ALICE)).isEmpty();
    }

    @Test
    void all_copies_apply_a_change_at_the_same_instant() throws Exception {
        fixture.append(query(NOW, ALICE, BOB));
        SealedInvitationLog other = fixture.log(Duration.ofSeconds(20));
        Instant change = NOW.plus(Duration.ofDays(26));
        change(Duration.ofDays(25), change);
        fixture.clock.set(change);

        other.read(BY_ALICE, change, found -> {
            throw new AssertionError("returned past its retention");
        });
        fixture.clock.set(change.plus(DAY));
        assertThat(other.purge(fixture.runs).orElseThrow().daysDestroyed()).containsExactly(TODAY.date());
    }

    @Test
    void the_configuration_is_written_down_once_and_has_no_say_afterwards() {
        Instant never = Instant.EPOCH;
        RetentionTable first = table(new Retention(LogKind.SIGN_IN, Duration.ofDays(20), never));
        assertThat(first.establish(NOW)).isTrue();
        RetentionTable edited = table(new Retention(LogKind.SIGN_IN, Duration.ofDays(3), never));
        assertThat(edited.establish(NOW)).isFalse();

        assertThat(edited.read().inForce(LogKind.SIGN_IN, NOW).value()).isEqualTo(Duration.ofDays(20));
        assertThat(edited.read().inForce(LogKind.CAPABILITY_QUERY, NOW).value()).isEqualTo(Retention.DEFAULT);
        assertThat(first.establish(NOW)).isTrue();
    }

    @Test
    void the_database_refuses_one_who_decides_alone() {
        fixture.execute(proposal("'PROPOSED'", "NULL, NULL, NULL, NULL, NULL"));
        assertThatThrownBy(
                        () -> fixture.execute("UPDATE log_retention SET state = 'APPROVED', decided_by = proposed_by,"
                                + " decided_at = now(), effective_from = now() + interval '1 hour', place = 100"))
                .hasMessageContaining("check");
    }

    @Test
    void the_database_refuses_a_value_that_applies_before_every_copy_has_seen_it() {
        fixture.execute(proposal("'PROPOSED'", "NULL, NULL, NULL, NULL, NULL"));
        String approval = "UPDATE log_retention SET state = 'APPROVED', decided_by = 'other', decided_at = now(),"
                + " effective_from = now() + interval '5 minutes' - interval '%s microseconds', place = 100";
        assertThatThrownBy(() -> fixture.execute(approval.formatted(1))).hasMessageContaining("check");
        fixture.execute(approval.formatted(0));
    }

    @Test
    void the_database_alters_and_deletes_no_value_that_was_decided() {
        fixture.execute(proposal("'PROPOSED'", "NULL, NULL, NULL, NULL, NULL"));
        fixture.execute("UPDATE log_retention SET state = 'APPROVED', decided_by = 'other', decided_at = now(),"
                + " effective_from = now() + interval '1 hour', place = 100");
        assertThatThrownBy(() -> fixture.execute("UPDATE log_retention SET kept_seconds = 7200"))
                .hasMessageContaining("is not altered");
        assertThatThrownBy(() -> fixture.execute("DELETE FROM log_retention")).hasMessageContaining("denied");
    }

    @Test
    void a_clock_set_back_after_a_purge_brings_nothing_back() throws Exception {
        fixture.append(query(NOW, ALICE, BOB));
        // The row has expired, its day has not.
        fixture.clock.set(NOW.plus(Duration.ofDays(30)));
        fixture.purge();
        Instant back = NOW.plus(DAY);
        fixture.clock.set(back);

        assertThat(fixture.number("SELECT count(*) FROM " + TODAY.table())).isEqualTo(1);
        assertThat(fixture.bySource(ALICE)).isEmpty();
        assertThatThrownBy(() -> fixture.log.pin("TS-26-000001", back)).isInstanceOf(PurgedMeanwhile.class);
        assertThat(fixture.log
                        .append("again", List.of(query(NOW, ALICE, BOB)).iterator())
                        .expired())
                .isEqualTo(1);
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).isEmpty();
    }

    @Test
    void a_copy_whose_clock_is_a_little_behind_still_receives() {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.purge();
        fixture.log.pin("TS-26-000001", NOW.minus(Duration.ofMinutes(4)));
    }

    @Test
    void a_clock_far_ahead_destroys_nothing_and_says_so() {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(NOW.plus(Duration.ofDays(400)));
        fixture.behind = Duration.ofDays(400);

        assertThatThrownBy(fixture::purge).isInstanceOf(ClockDoubted.class);
        RetentionRuns.Ended last = fixture.runs.last().orElseThrow();
        assertThat(last.outcome()).isEqualTo(RetentionRuns.Outcome.FAILED);
        assertThat(last.problem()).contains("PT9600H ahead of the database's");
        assertThat(fixture.keys.list("log/")).hasSize(2);
        assertThat(fixture.number("SELECT count(*) FROM invitation.expired")).isZero();

        // An honest clock that comes late destroys as much as it should have.
        fixture.behind = Duration.ofMinutes(4);
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(TODAY.date());
    }

    @Test
    void two_copies_that_purge_at_once_destroy_once() throws Exception {
        for (int day = 0; day < 8; day++) {
            fixture.append(query(NOW.minus(Duration.ofDays(day)), ALICE, BOB));
        }
        fixture.clock.set(NOW.plus(Duration.ofDays(40)));
        SealedInvitationLog other = fixture.log(Duration.ofSeconds(20));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = threads.submit(() -> fixture.log.purge(fixture.runs));
            Future<?> two = threads.submit(() -> other.purge(fixture.runs));
            one.get();
            two.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(fixture.number("SELECT sum(days_destroyed) FROM invitation.retention_run WHERE outcome = 'DONE'"))
                .isEqualTo(8);
        assertThat(fixture.number("SELECT count(*) FROM invitation.retention_run WHERE outcome <> 'DONE'"))
                .isZero();
        assertThat(fixture.keys.list("log/")).isEmpty();
    }

    private RetentionTable table(Retention entry) {
        return new RetentionTable(fixture.connections, new Retentions(List.of(entry)));
    }

    /** As if two had decided it; of every log. */
    private void change(Duration value, Instant from) {
        fixture.retentions.establish(NOW);
        for (LogKind log : LogKind.values()) {
            fixture.execute("INSERT INTO log_retention (log, kept_seconds, state, wanted_from, reason, proposed_by,"
                    + " proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at, effective_from, place)"
                    + " VALUES (" + LogCode.of(log) + ", " + value.toSeconds() + ", 'APPROVED', '" + from
                    + "', 'test', 'one', 'One', '2026-01-01', 'two', 'Two', '2026-01-01', '" + from
                    + "', nextval('log_retention_place'))");
        }
    }

    private static String proposal(String state, String decided) {
        return "INSERT INTO log_retention (log, kept_seconds, state, wanted_from, reason, proposed_by, proposed_by_name,"
                + " proposed_at, decided_by, decided_by_name, decided_at, effective_from, place) VALUES (1, 3600, "
                + state
                + ", now(), 'test', 'one', 'One', now(), " + decided + ")";
    }
}
