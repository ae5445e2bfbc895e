package org.tipstaff.invitation.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.ingest.RowsWithIds.row;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.CAROL;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnreadable;
import org.tipstaff.invitation.PurgedMeanwhile;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.ingest.RowsWithIds;
import org.tipstaff.invitation.retention.RetentionRun;
import org.tipstaff.invitation.retention.Retentions;

/** What every engine owes: the same answers to the same rows. One subclass an engine. */
public abstract class LogContract {
    public static final LogDay TODAY = LogDay.of(NOW);
    /** The first instant at which all of today is past retention. */
    public static final Instant EXPIRED =
            TODAY.end().minus(1, ChronoUnit.MICROS).plus(Duration.ofDays(30));

    public static final Duration HOUR = Duration.ofHours(1);
    private final Function<Retentions, LogFixture> fixtures;
    public final LogFixture fixture;

    /** @param fixtures a new and empty log whose days are opened in the engine */
    public LogContract(Function<Retentions, LogFixture> fixtures) {
        this.fixtures = fixtures;
        this.fixture = fixtures.apply(Retentions.defaults());
    }

    /** Rows of a heavy handle, as many as the engine takes in some seconds. */
    protected abstract int heavy();

    @Test
    void rows_come_back_equal_and_in_order_of_time() throws Exception {
        LogRecord first = query(NOW.minus(Duration.ofDays(3)), ALICE, BOB);
        LogRecord second = query(NOW.minus(HOUR).plus(1, ChronoUnit.MICROS), ALICE, CAROL);
        LogRecord signIn = new LogRecord(
                LogKind.SIGN_IN,
                NOW.minusSeconds(5),
                ALICE,
                null,
                new LogDetails("2001:db8::1", "iCloud", 0, "", "", ""));
        LogRecord other = query(NOW.minus(HOUR), BOB, ALICE);
        fixture.append(signIn, second, first, other);

        assertThat(fixture.bySource(ALICE)).containsExactly(first, second, signIn);
        assertThat(fixture.read(new Search(Set.of(ALICE), ALL, Direction.BY_TARGET, EVER), NOW))
                .containsExactly(other);
        assertThat(fixture.read(new Search(Set.of(ALICE, BOB), ALL, Direction.BY_SOURCE, EVER), NOW))
                .containsExactly(first, other, second, signIn);
    }

    @Test
    void rows_outside_the_range_or_of_another_log_are_absent() throws Exception {
        Instant from = NOW.minus(HOUR);
        LogRecord inside = query(from, ALICE, BOB);
        LogRecord last = query(NOW.minus(1, ChronoUnit.MICROS), ALICE, BOB);
        LogRecord call = new LogRecord(LogKind.FACETIME_INVITATION, from, ALICE, BOB, LogFixture.details());
        fixture.append(inside, last, call, query(from.minus(1, ChronoUnit.MICROS), ALICE, BOB), query(NOW, ALICE, BOB));

        TimeRange range = new TimeRange(from, NOW);
        assertThat(fixture.read(
                        new Search(Set.of(ALICE), Set.of(LogKind.CAPABILITY_QUERY), Direction.BY_SOURCE, range), NOW))
                .containsExactly(inside, last);
        assertThat(fixture.read(
                        new Search(Set.of(ALICE), Set.of(LogKind.FACETIME_INVITATION), Direction.BY_SOURCE, range),
                        NOW))
                .containsExactly(call);
    }

    @Test
    void a_row_at_the_cutoff_is_gone_and_one_a_microsecond_later_is_shown_though_no_purge_ran() throws Exception {
        Instant occurred = NOW.minus(HOUR);
        LogRecord row = query(occurred, ALICE, BOB);
        LogRecord later = query(occurred.plus(1, ChronoUnit.MICROS), ALICE, CAROL);
        fixture.append(row, later);

        fixture.clock.set(occurred.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(fixture.bySource(ALICE)).containsExactly(row, later);
        fixture.clock.set(occurred.plus(Duration.ofDays(30)));
        assertThat(fixture.bySource(ALICE)).containsExactly(later);
        fixture.clock.pass(Duration.ofSeconds(1));
        assertThat(fixture.bySource(ALICE)).isEmpty();
    }

    @Test
    void a_light_handle_is_estimated_exactly_and_nobody_gets_more_than_was_asked_for() {
        Instant expired = NOW.minus(Duration.ofDays(30));
        fixture.clock.set(expired.plusSeconds(1));
        fixture.append(query(expired, ALICE, BOB));
        fixture.clock.set(NOW);
        fixture.append(
                query(NOW.minus(HOUR), ALICE, BOB),
                query(NOW.minus(Duration.ofDays(2)), ALICE, CAROL),
                query(NOW.minus(HOUR), BOB, ALICE));

        assertThat(estimate(ALL, EVER, ALICE)).isEqualTo(2);
        assertThat(estimate(ALL, EVER, ALICE, BOB)).isEqualTo(3);
        assertThat(estimate(ALL, new TimeRange(NOW.minus(HOUR), NOW), ALICE)).isEqualTo(1);
        assertThat(estimate(Set.of(LogKind.SIGN_IN), EVER, ALICE)).isZero();
        assertThat(estimate(ALL, EVER, CAROL)).isZero();
    }

    public long estimate(Set<LogKind> logs, TimeRange range, Handle... handles) {
        return fixture.log.estimate(new Search(Set.of(handles), logs, Direction.BY_SOURCE, range), NOW);
    }

    @Test
    void the_past_is_read_only_under_a_pin() throws Exception {
        LogRecord row = query(NOW.minus(HOUR), ALICE, BOB);
        fixture.append(row);
        Instant receipt = NOW.minus(HOUR).plus(Duration.ofDays(30)).minusSeconds(1);
        Search search = new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER);
        fixture.clock.set(receipt.plus(Duration.ofDays(2)));

        assertThatThrownBy(() -> fixture.read(search, receipt)).isInstanceOf(IllegalArgumentException.class);
        fixture.log.pin("TS-26-000001", receipt);
        assertThat(fixture.read(search, receipt)).containsExactly(row);
        fixture.log.unpin("TS-26-000001");
        fixture.log.unpin("TS-26-000001");
        assertThatThrownBy(() -> fixture.read(search, receipt)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expired_and_early_rows_are_counted_and_not_kept() throws Exception {
        LogRecord kept = query(NOW.plus(Duration.ofMinutes(5)), ALICE, BOB);
        List<LogRecord> rows = List.of(
                kept,
                query(NOW.plus(Duration.ofMinutes(5)).plus(1, ChronoUnit.MICROS), ALICE, BOB),
                query(NOW.minus(Duration.ofDays(30)), ALICE, BOB));

        assertThat(fixture.log.append("one", rows.iterator())).isEqualTo(new InvitationLog.Appended(1, 1, 1, 0, false));
        assertThat(fixture.bySource(ALICE)).containsExactly(kept);
    }

    @Test
    void a_batch_is_appended_once() throws Exception {
        LogRecord row = query(NOW.minus(HOUR), ALICE, BOB);
        fixture.log.append("same", List.of(row).iterator());

        assertThat(fixture.log.append("same", List.of(row, row).iterator()))
                .isEqualTo(new InvitationLog.Appended(1, 0, 0, 0, true));
        assertThat(fixture.bySource(ALICE)).containsExactly(row);
    }

    @Test
    void a_batch_that_breaks_off_leaves_nothing_and_may_come_again() throws Exception {
        LogRecord row = query(NOW.minus(HOUR), ALICE, BOB);
        Iterator<LogRecord> breaking = IntStream.range(0, 20_000)
                .mapToObj(i -> {
                    if (i == 19_999) {
                        throw new IllegalStateException("broken off");
                    }
                    return row;
                })
                .iterator();

        assertThatThrownBy(() -> fixture.log.append("same", breaking)).hasMessage("broken off");
        assertThat(fixture.bySource(ALICE)).isEmpty();
        assertThat(fixture.log.append("same", List.of(row).iterator()).accepted())
                .isEqualTo(1);
    }

    @Test
    void a_row_with_an_id_is_in_the_log_once_whatever_batch_brings_it() throws Exception {
        LogRecord row = query(NOW.minus(HOUR), ALICE, BOB);
        LogRecord other = query(NOW.minus(HOUR).plusSeconds(1), ALICE, BOB);
        assertThat(fixture.log.append("one", RowsWithIds.of(row("a", row), row(null, other), row("a", row))))
                .isEqualTo(new InvitationLog.Appended(2, 0, 0, 1, false));

        assertThat(fixture.log.append("two", RowsWithIds.of(row("a", row), row("b", row), row(null, other))))
                .as("rows without an id are told apart by nothing")
                .isEqualTo(new InvitationLog.Appended(2, 0, 0, 1, false));
        assertThat(fixture.bySource(ALICE)).containsExactly(row, row, other, other);
        assertThat(fixture.log.append("three", RowsWithIds.of(row("a", row))))
                .isEqualTo(new InvitationLog.Appended(0, 0, 0, 1, false));
    }

    @Test
    void the_id_of_another_row_is_refused_and_said() throws Exception {
        LogRecord row = query(NOW.minus(HOUR), ALICE, BOB);
        List<LogRecord> others = List.of(
                query(NOW.minus(HOUR), CAROL, BOB),
                query(NOW.minus(HOUR), ALICE, CAROL),
                query(NOW.minus(HOUR).plus(1, ChronoUnit.MICROS), ALICE, BOB),
                query(NOW.minus(HOUR.multipliedBy(3)), ALICE, BOB),
                new LogRecord(LogKind.FACETIME_INVITATION, NOW.minus(HOUR), ALICE, BOB, LogFixture.details()),
                new LogRecord(
                        LogKind.CAPABILITY_QUERY, NOW.minus(HOUR), ALICE, BOB, new LogDetails("", "", 0, "", "", "")));
        RowsWithIds sent = new RowsWithIds(Stream.concat(Stream.of(row), others.stream())
                .map(each -> row("a", each))
                .iterator());

        assertThat(fixture.log.append("one", sent)).isEqualTo(new InvitationLog.Appended(1, 0, 0, 0, false));
        assertThat(sent.refused).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        for (LogRecord other : others) {
            RowsWithIds alone = RowsWithIds.of(row("a", other));
            assertThat(fixture.log.append(other.toString() + others.indexOf(other), alone))
                    .isEqualTo(new InvitationLog.Appended(0, 0, 0, 0, false));
            assertThat(alone.refused).containsExactly(1L);
        }
        assertThat(fixture.bySource(ALICE)).containsExactly(row);
        assertThat(fixture.bySource(CAROL)).isEmpty();
    }

    @Test
    void a_batch_that_comes_again_says_again_what_was_refused() throws Exception {
        LogRecord row = query(NOW.minus(HOUR), ALICE, BOB);
        LogRecord other = query(NOW.minus(HOUR), ALICE, CAROL);
        RowsWithIds.Row[] rows = {row("a", row), row("a", other), row("b", other), row("b", other)};
        fixture.log.append("one", RowsWithIds.of(rows));

        RowsWithIds again = RowsWithIds.of(rows);
        assertThat(fixture.log.append("one", again)).isEqualTo(new InvitationLog.Appended(2, 0, 0, 1, true));
        assertThat(again.refused).containsExactly(2L);
        assertThat(fixture.bySource(ALICE)).containsExactlyInAnyOrder(row, other);
    }

    @Test
    void a_batch_that_breaks_off_takes_no_id() throws Exception {
        List<RowsWithIds.Row> rows = IntStream.range(0, 9_000)
                .mapToObj(i -> row("id" + i, query(NOW.minus(HOUR).minusSeconds(i), ALICE, BOB)))
                .toList();
        Iterator<RowsWithIds.Row> breaking = Stream.concat(rows.stream(), Stream.generate(() -> {
                    throw new IllegalStateException("broken off");
                }))
                .iterator();

        assertThatThrownBy(() -> fixture.log.append("one", new RowsWithIds(breaking)))
                .hasMessage("broken off");
        assertThat(fixture.bySource(ALICE)).isEmpty();
        assertThat(fixture.log.append("two", new RowsWithIds(rows.iterator())))
                .isEqualTo(new InvitationLog.Appended(9_000, 0, 0, 0, false));
        assertThat(fixture.bySource(ALICE)).hasSize(9_000);
    }

    @Test
    void ids_of_several_days_in_one_batch_are_each_taken_once() throws Exception {
        List<RowsWithIds.Row> rows = IntStream.range(0, 9_000)
                .mapToObj(i ->
                        row("id" + i, query(NOW.minus(Duration.ofDays(i % 3)).minusSeconds(i), ALICE, BOB)))
                .toList();
        assertThat(fixture.log.append("one", new RowsWithIds(rows.iterator())).accepted())
                .isEqualTo(9_000);
        assertThat(fixture.log.append("two", new RowsWithIds(rows.iterator())))
                .isEqualTo(new InvitationLog.Appended(0, 0, 0, 9_000, false));
        assertThat(fixture.bySource(ALICE)).hasSize(9_000);
    }

    @Test
    void a_row_that_is_not_kept_takes_no_id() throws Exception {
        LogRecord early = query(NOW.plus(Duration.ofMinutes(6)), ALICE, BOB);
        assertThat(fixture.log.append("one", RowsWithIds.of(row("a", early))).early())
                .isEqualTo(1);
        fixture.clock.pass(HOUR);
        assertThat(fixture.log.append("two", RowsWithIds.of(row("a", early))).accepted())
                .isEqualTo(1);
    }

    @Test
    void a_lost_key_is_a_failure_and_not_an_empty_answer() {
        LogDay day = LogDay.of(NOW);
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB));
        assertThat(fixture.log.problem()).isEmpty();
        fixture.keys.destroy(day.handlesKey());

        assertThatThrownBy(() -> fixture.bySource(ALICE))
                .isInstanceOf(LogUnreadable.class)
                .hasMessageContaining("2026-11-20");
        assertThatThrownBy(() -> fixture.append(query(NOW, ALICE, BOB))).isInstanceOf(LogUnreadable.class);
        assertThat(fixture.log.problem().orElseThrow()).contains("2026-11-20", "missing");
        assertThat(fixture.log.coverage(EVER, ALL, NOW).daysHeld()).isEmpty();
    }

    @Test
    void another_key_under_the_days_name_is_a_failure_and_not_an_empty_answer() {
        LogDay day = LogDay.of(NOW);
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB));
        fixture.keys.destroy(day.handlesKey());
        fixture.keys.destroy(day.detailsKey());
        new DayKeys(fixture.keys).create(day);

        assertThatThrownBy(() -> fixture.bySource(ALICE))
                .isInstanceOf(LogUnreadable.class)
                .hasMessageContaining("other keys");
        assertThatThrownBy(() -> fixture.append(query(NOW, ALICE, BOB))).isInstanceOf(LogUnreadable.class);
        assertThat(fixture.log.problem().orElseThrow()).contains("2026-11-20", "other keys");
        assertThat(fixture.log.coverage(EVER, ALL, NOW).daysHeld()).isEmpty();
    }

    @Test
    void a_day_without_rows_begins_anew_where_its_keys_were_lost() throws Exception {
        LogDay day = LogDay.of(NOW);
        fixture.log.openAhead(0);
        fixture.keys.destroy(day.handlesKey());
        fixture.keys.destroy(day.detailsKey());

        fixture.append(query(NOW.minus(HOUR), ALICE, BOB));

        assertThat(fixture.bySource(ALICE)).hasSize(1);
        assertThat(fixture.log.problem()).isEmpty();
    }

    @Test
    void a_batch_that_breaks_off_leaves_nothing_and_can_be_sent_again() throws Exception {
        List<LogRecord> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(query(NOW.minus(HOUR).minusSeconds(i), ALICE, BOB));
        }
        Iterator<LogRecord> breaking = new Iterator<>() {
            private final Iterator<LogRecord> whole = rows.iterator();

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public LogRecord next() {
                if (!whole.hasNext()) {
                    throw new UncheckedIOException(new IOException("broken off"));
                }
                return whole.next();
            }
        };

        assertThatThrownBy(() -> fixture.log.append("batch", breaking)).isInstanceOf(UncheckedIOException.class);
        assertThat(fixture.bySource(ALICE)).isEmpty();

        assertThat(fixture.log.append("batch", rows.iterator()).accepted()).isEqualTo(5_000);
        assertThat(fixture.bySource(ALICE)).hasSize(5_000);
    }

    @Test
    void rows_of_several_days_in_one_batch_all_arrive() throws Exception {
        List<LogRecord> rows = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            rows.add(query(NOW.minus(Duration.ofDays(i % 3)).minusSeconds(i), ALICE, BOB));
        }
        fixture.append(rows.toArray(LogRecord[]::new));
        assertThat(fixture.bySource(ALICE)).hasSize(9_000);
    }

    @Test
    void coverage_names_held_days_gaps_and_the_cutoff() {
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB), query(NOW.minus(Duration.ofDays(2)), ALICE, BOB));
        TimeRange asked = new TimeRange(Instant.parse("2026-10-01T00:00:00Z"), NOW.plus(HOUR));

        Coverage coverage = fixture.log.coverage(asked, Set.of(LogKind.SIGN_IN), NOW);

        Instant cutoff = NOW.minus(Duration.ofDays(30));
        assertThat(coverage.cutoff()).containsEntry(LogKind.SIGN_IN, cutoff);
        assertThat(coverage.daysHeld()).containsExactly(LocalDate.parse("2026-11-18"), LocalDate.parse("2026-11-20"));
        assertThat(coverage.gaps())
                .containsExactly(
                        new TimeRange(cutoff, Instant.parse("2026-11-18T00:00:00Z")),
                        new TimeRange(Instant.parse("2026-11-19T00:00:00Z"), Instant.parse("2026-11-20T00:00:00Z")));
    }

    @Test
    void a_heavy_handle_is_read_in_bounded_memory() throws Exception {
        int rows = heavy();
        fixture.log.append(
                "heavy",
                IntStream.range(0, rows)
                        .mapToObj(i -> query(NOW.minus(HOUR).plus(i, ChronoUnit.MILLIS), ALICE, BOB))
                        .iterator());
        AtomicLong seen = new AtomicLong();
        List<Long> used = new ArrayList<>();
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        fixture.log.read(new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER), NOW, row -> {
            if (seen.incrementAndGet() % (heavy() / 4) == 0) {
                System.gc();
                used.add(runtime.totalMemory() - runtime.freeMemory() - before);
            }
        });

        assertThat(seen).hasValue(rows);
        // All rows at once would be more than 25 MB in the driver alone.
        assertThat(used).allSatisfy(bytes -> assertThat(bytes).isLessThan(12L << 20));
    }

    @Test
    void a_late_row_does_not_open_a_destroyed_day_again() {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(EXPIRED);
        fixture.purge();
        // Retention was shorter when the day went, or this writer's clock is slow.
        fixture.clock.set(NOW);

        assertThat(fixture.log.append("late", List.of(query(NOW, ALICE, BOB)).iterator()))
                .isEqualTo(new InvitationLog.Appended(0, 1, 0, 0, false));
        assertThat(fixture.keys.list("log/")).isEmpty();
    }

    @Test
    void a_pin_keeps_a_day_until_it_is_let_go() throws Exception {
        LogRecord row = query(NOW, ALICE, BOB);
        fixture.append(row);
        Instant receipt = NOW.plus(Duration.ofDays(30)).minus(1, ChronoUnit.MICROS);
        fixture.clock.set(receipt);
        fixture.log.pin("TS-26-000001", receipt);
        fixture.clock.set(EXPIRED.plus(Duration.ofDays(5)));

        RetentionRun run = fixture.purge().orElseThrow();
        assertThat(run.daysDestroyed()).isEmpty();
        assertThat(run.horizon()).isEqualTo(receipt);
        assertThat(fixture.read(new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER), receipt))
                .containsExactly(row);
        assertThat(fixture.bySource(ALICE)).isEmpty();

        fixture.log.unpin("TS-26-000001");
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(TODAY.date());
    }

    @Test
    void pinning_an_instant_whose_rows_were_destroyed_meanwhile_fails() {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(EXPIRED);
        fixture.purge();

        assertThatThrownBy(() -> fixture.log.pin("TS-26-000001", EXPIRED.minusSeconds(1)))
                .isInstanceOf(PurgedMeanwhile.class);
        fixture.log.pin("TS-26-000001", EXPIRED);
    }

    @Test
    void a_destroyed_day_cannot_be_read_whatever_the_engine_still_holds() throws Exception {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(EXPIRED);

        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(TODAY.date());
        assertThat(fixture.keys.list("log/")).isEmpty();
        fixture.clock.set(NOW);
        assertThat(fixture.bySource(ALICE)).as("even by a clock set back").isEmpty();
        assertThat(fixture.log.coverage(EVER, ALL, NOW).daysHeld()).isEmpty();
    }

    @Test
    void a_log_with_a_shorter_retention_ends_earlier_than_the_others_of_its_day() throws Exception {
        LogFixture shorter = fixtures.apply(
                new Retentions(List.of(new Retention(LogKind.CAPABILITY_QUERY, Duration.ofDays(25), Instant.EPOCH))));
        LogRecord call = new LogRecord(LogKind.FACETIME_INVITATION, NOW, ALICE, BOB, LogFixture.details());
        LogRecord query = query(NOW, ALICE, BOB);
        shorter.append(query, call);
        shorter.clock.set(NOW.plus(Duration.ofDays(25)).minus(1, ChronoUnit.MICROS));
        assertThat(shorter.bySource(ALICE)).containsExactly(query, call);

        shorter.clock.set(NOW.plus(Duration.ofDays(25)));
        assertThat(shorter.bySource(ALICE)).containsExactly(call);
        shorter.clock.set(TODAY.end().plus(Duration.ofDays(25)));
        assertThat(shorter.purge().orElseThrow().daysDestroyed()).isEmpty();
        assertThat(shorter.bySource(ALICE)).containsExactly(call);
    }

    @Test
    void many_handles_logs_and_days_come_in_one_order_of_time() throws Exception {
        List<LogRecord> rows = new ArrayList<>();
        List<Handle> handles = List.of(ALICE, BOB, CAROL);
        for (int i = 0; i < 3_000; i++) {
            LogKind log = LogKind.values()[i % 3];
            rows.add(new LogRecord(
                    log,
                    NOW.minus(Duration.ofMinutes(3L * i)),
                    handles.get(i % 7 % 3),
                    log == LogKind.SIGN_IN ? null : handles.get(i % 5 % 3),
                    LogFixture.details()));
        }
        fixture.append(rows.toArray(LogRecord[]::new));
        Collections.reverse(rows);

        assertThat(fixture.read(new Search(Set.copyOf(handles), ALL, Direction.BY_SOURCE, EVER), NOW))
                .containsExactlyElementsOf(rows);
        rows.removeIf(row -> row.target() == null);
        assertThat(fixture.read(new Search(Set.copyOf(handles), ALL, Direction.BY_TARGET, EVER), NOW))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void two_readings_of_rows_of_one_instant_are_equal() throws Exception {
        List<LogRecord> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(query(NOW.minus(HOUR), i % 2 == 0 ? ALICE : BOB, i % 3 == 0 ? CAROL : BOB));
        }
        fixture.append(rows.toArray(LogRecord[]::new));
        Search search = new Search(Set.of(ALICE, BOB), ALL, Direction.BY_SOURCE, EVER);

        List<LogRecord> read = fixture.read(search, NOW);
        assertThat(read).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(fixture.read(search, NOW)).isEqualTo(read);
    }
}
