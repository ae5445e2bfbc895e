package org.tipstaff.invitation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.CAROL;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.postgres.DayParts;
import org.tipstaff.invitation.sealed.LogFixture;
import org.tipstaff.invitation.state.LogState;
import org.tipstaff.invitation.state.LogStates;

/** How far what is said of the number of rows, of a search and of the log, is from what is there. */
class RowEstimateIT {
    private static final int DAYS = 6;
    private static final int HEAVY = 6_000;
    private static final int OTHERS = 4_000;
    private static final TimeRange RANGE = new TimeRange(NOW.minus(Duration.ofDays(10)), NOW);

    private static LogFixture fixture = new LogFixture();

    /** Each day a heavy handle, a light one with three rows, and many that are there once. */
    @BeforeAll
    static void fill() {
        fixture = new LogFixture();
        for (int day = 0; day < DAYS; day++) {
            List<LogRecord> rows = new ArrayList<>();
            var start = NOW.minus(Duration.ofDays(day)).minus(Duration.ofHours(6));
            for (int row = 0; row < HEAVY; row++) {
                rows.add(query(start.plusMillis(row * 7L), ALICE, BOB));
            }
            for (int row = 0; row < OTHERS; row++) {
                Handle other = new Handle(Handle.Kind.PHONE, String.format(Locale.ROOT, "+1202556%04d", row));
                rows.add(new LogRecord(
                        LogKind.FACETIME_INVITATION, start.plusMillis(row * 11L), other, BOB, LogFixture.details()));
            }
            for (int row = 0; row < 3; row++) {
                rows.add(query(start.plusSeconds(row), CAROL, BOB));
            }
            fixture.append(rows.toArray(LogRecord[]::new));
        }
        // Today stays as a day is on which rows still come: without statistics.
        IntStream.range(1, DAYS)
                .mapToObj(day -> LogDay.of(NOW.minus(Duration.ofDays(day))))
                .forEach(day -> fixture.execute("ANALYZE " + day.table()));
    }

    private static long estimate(Set<LogKind> logs, TimeRange range, Handle... handles) {
        return fixture.log.estimate(new Search(Set.of(handles), logs, Direction.BY_SOURCE, range), NOW);
    }

    @Test
    void a_light_handle_and_one_that_never_was_are_known_exactly() {
        assertThat(estimate(ALL, RANGE, CAROL)).isEqualTo(3 * DAYS);
        assertThat(estimate(EnumSet.of(LogKind.SIGN_IN), RANGE, CAROL)).isZero();
        assertThat(estimate(ALL, EVER, new Handle(Handle.Kind.EMAIL, "nobody@example.com")))
                .isZero();
        TimeRange twoDays = new TimeRange(
                LogDay.of(NOW).start().minus(Duration.ofDays(1)), LogDay.of(NOW).end());
        assertThat(estimate(ALL, twoDays, CAROL)).isEqualTo(6);
    }

    @Test
    void a_heavy_handle_is_known_about() {
        long estimate = estimate(ALL, RANGE, ALICE);
        assertThat(estimate).isCloseTo((long) HEAVY * DAYS, Percentage.withPercentage(25));
        assertThat(estimate(ALL, RANGE, ALICE, CAROL)).isCloseTo((long) HEAVY * DAYS, Percentage.withPercentage(25));
        assertThat(estimate(EnumSet.of(LogKind.FACETIME_INVITATION), RANGE, ALICE))
                .isZero();
        System.out.println("Expected of a heavy handle: " + estimate + " of " + HEAVY * DAYS);
    }

    @Test
    void of_a_heavy_handle_a_part_of_the_day_is_known_about_whichever_it_is() {
        LogFixture log = new LogFixture();
        LogDay day = LogDay.of(NOW.minus(Duration.ofDays(1)));
        log.clock.set(day.end().minusMillis(1));
        log.append(IntStream.range(0, 8 * 1_440)
                .mapToObj(number -> query(day.start().plusMillis(number * 7_500L), ALICE, BOB))
                .toArray(LogRecord[]::new));
        DayParts parts = LogFixture.PARTS;
        parts.of(day).forEach(part -> log.execute("ANALYZE " + part.table()));

        for (int hour : List.of(0, 11, 23)) {
            var from = day.start().plus(Duration.ofHours(hour));
            Search search = new Search(
                    Set.of(ALICE), ALL, Direction.BY_SOURCE, new TimeRange(from, from.plus(Duration.ofHours(1))));
            assertThat(log.log.estimate(search, log.clock.instant()))
                    .as("hour " + hour)
                    .isCloseTo(480L, Percentage.withPercentage(25));
            assertThat(log.log.estimate(search, from.plus(Duration.ofHours(1))))
                    .as("hour " + hour + ", as of its end")
                    .isCloseTo(480L, Percentage.withPercentage(25));
        }
        assertThat(log.log.estimate(
                        new Search(
                                Set.of(ALICE),
                                EnumSet.of(LogKind.SIGN_IN),
                                Direction.BY_SOURCE,
                                new TimeRange(day.start(), day.end())),
                        log.clock.instant()))
                .isZero();
    }

    @Test
    void days_rows_bytes_and_keys_are_told_without_counting() {
        LogState state = new LogStates(fixture.connections, fixture.retentions, fixture.keys, fixture.clock).now();

        assertThat(state.filled()).hasSize(DAYS);
        assertThat(state.rows(LogKind.CAPABILITY_QUERY))
                .isCloseTo((long) (HEAVY + 3) * DAYS, Percentage.withPercentage(10));
        assertThat(state.rows(LogKind.FACETIME_INVITATION))
                .isCloseTo((long) OTHERS * DAYS, Percentage.withPercentage(10));
        assertThat(state.rows(LogKind.SIGN_IN)).isZero();
        assertThat(state.bytes()).isGreaterThan(state.rows() * 100);
        assertThat(state.keys()).isEqualTo(2 * DAYS);
        assertThat(state.gaps(LogKind.CAPABILITY_QUERY)).isEmpty();
        assertThat(state.days()).allMatch(LogState.Day::keys);
        System.out.println("Expected rows: " + state.rows() + " of " + (HEAVY + OTHERS + 3) * DAYS);
    }

    @Test
    void nothing_is_looked_at_while_a_purge_destroys_days() throws Exception {
        LogStates states = new LogStates(fixture.connections, fixture.retentions, fixture.keys, fixture.clock);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection purging = fixture.source.getConnection()) {
            LogLock.PURGE.take(purging);
            Future<LogState> asked = threads.submit(states::now);
            assertThatThrownBy(() -> asked.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            LogLock.PURGE.release(purging);
            assertThat(asked.get(20, TimeUnit.SECONDS).filled()).hasSize(DAYS);
        } finally {
            threads.shutdownNow();
        }
    }
}
