package org.tipstaff.invitation.postgres;

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
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.LogTables;
import org.tipstaff.PostgresVersion;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.invitation.sealed.LogFixture;

/** Laying a closed day out by handle loses nothing, shows nothing twice, and makes nobody wait for long. */
@ParameterizedClass
@EnumSource
class DayLayoutIT {
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final LogDay DAY = LogDay.of(YESTERDAY);
    private static final LogDay DAY_BEFORE = LogDay.of(YESTERDAY.minus(Duration.ofDays(1)));

    private final PostgresVersion version;
    private final LogFixture fixture;

    DayLayoutIT(PostgresVersion version) {
        this.version = version;
        this.fixture = new LogFixture(version);
    }

    @Test
    void a_closed_day_lies_in_the_order_of_its_source_handles_and_is_as_it_was() throws Exception {
        List<LogRecord> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(query(YESTERDAY.plusSeconds(i), List.of(ALICE, CAROL).get(i % 2), BOB));
        }
        fixture.append(rows.toArray(LogRecord[]::new));
        assertThat(changesOfSource()).isEqualTo(299);

        assertThat(fixture.log.layOutClosedDays()).containsExactly(DAY);

        assertThat(changesOfSource()).isEqualTo(1);
        assertThat(fixture.bySource(ALICE)).hasSize(150);
        assertThat(fixture.read(new Search(Set.of(BOB), ALL, Direction.BY_TARGET, EVER), NOW))
                .containsExactlyElementsOf(rows);
        assertThat(fixture.number("SELECT count(*) FROM " + LogTables.all(fixture.source)))
                .isEqualTo(300);
        assertThat(fixture.log.layOutClosedDays()).as("once").isEmpty();
    }

    @Test
    void a_day_that_is_not_closed_is_left_alone() {
        fixture.append(query(NOW.minus(Duration.ofMinutes(1)), ALICE, BOB), query(YESTERDAY, ALICE, BOB));
        fixture.clock.set(DAY.end().plus(Duration.ofHours(6)).minusMillis(1));
        assertThat(fixture.log.layOutClosedDays()).isEmpty();
        fixture.clock.set(DAY.end().plus(Duration.ofHours(6)));
        assertThat(fixture.log.layOutClosedDays()).containsExactly(DAY);
    }

    @Test
    void late_rows_are_found_while_the_day_is_laid_out_and_after_it() throws Exception {
        fixture.append(query(YESTERDAY, ALICE, BOB));
        try (Connection reading = fixture.source.getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + DAY.table());
            assertThatThrownBy(fixture.impatient()::layOutClosedDays).isInstanceOf(LogUnavailable.class);
        }
        LogRecord late = query(YESTERDAY.plusSeconds(1), ALICE, CAROL);

        fixture.append(late);

        assertThat(fixture.number("SELECT count(*) FROM " + LogDay.LATE)).isEqualTo(1);
        assertThat(fixture.bySource(ALICE)).hasSize(2);
        assertThat(fixture.read(new Search(Set.of(CAROL), ALL, Direction.BY_TARGET, EVER), NOW))
                .containsExactly(late);

        assertThat(fixture.log.layOutClosedDays()).containsExactly(DAY);

        assertThat(fixture.number("SELECT count(*) FROM " + LogDay.LATE)).isZero();
        assertThat(fixture.bySource(ALICE)).hasSize(2);
        LogRecord later = query(YESTERDAY.plusSeconds(2), ALICE, BOB);
        fixture.append(later);
        assertThat(fixture.bySource(ALICE)).hasSize(3).contains(later);
    }

    @Test
    void retention_takes_a_day_whose_layout_never_ended_with_all_its_parts() throws Exception {
        fixture.append(query(YESTERDAY, ALICE, BOB));
        try (Connection reading = fixture.source.getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + DAY.table());
            assertThatThrownBy(fixture.impatient()::layOutClosedDays).isInstanceOf(LogUnavailable.class);
        }
        fixture.append(query(YESTERDAY.plusSeconds(1), ALICE, CAROL));
        fixture.clock.set(DAY.end().plus(Duration.ofDays(30)));

        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(DAY.date());

        assertThat(fixture.number("SELECT count(*) FROM " + LogDay.LATE)).isZero();
        assertThat(fixture.number("SELECT count(*) FROM pg_class WHERE relname LIKE '%20261119%'"))
                .isZero();
        assertThat(fixture.bySource(ALICE)).isEmpty();
    }

    @Test
    void no_table_is_exchanged_while_another_copy_runs_the_retention() throws Exception {
        fixture.append(query(YESTERDAY, ALICE, BOB));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection purging = fixture.source.getConnection()) {
            LogLock.RUN.take(purging);
            Future<List<LogDay>> laying = threads.submit(fixture.log::layOutClosedDays);
            while (fixture.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND"
                            + " database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                    == 0) {
                assertThat(laying.isDone()).as("laid out without asking").isFalse();
                Thread.sleep(5);
            }
            LogLock.RUN.release(purging);
            assertThat(laying.get()).containsExactly(DAY);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void retention_is_on_time_while_a_layout_waits_for_a_reader() throws Exception {
        LogDay old = LogDay.of(NOW.minus(Duration.ofDays(29)));
        fixture.append(query(YESTERDAY, ALICE, BOB), query(old.start(), ALICE, BOB));
        fixture.execute("UPDATE invitation.day SET laid_out_at = now() WHERE day = '" + old + "'");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection reading = fixture.source.getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + DAY.table());
            Future<List<LogDay>> laying = threads.submit(fixture.log::layOutClosedDays);
            while (fixture.number("SELECT count(*) FROM pg_class WHERE relname = 'layout_20261119'") == 0) {
                Thread.sleep(20);
            }
            fixture.clock.set(old.end().plus(Duration.ofDays(30)));

            assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(old.date());

            assertThat(laying.isDone()).isFalse();
            reading.commit();
            assertThat(laying.get()).containsExactly(DAY);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_day_that_retention_destroys_while_it_is_laid_out_is_gone_with_all_its_parts() throws Exception {
        fixture.append(query(YESTERDAY, ALICE, BOB));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection reading = fixture.source.getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + DAY.table());
            Future<List<LogDay>> laying = threads.submit(fixture.log::layOutClosedDays);
            while (fixture.number("SELECT count(*) FROM pg_class WHERE relname = 'layout_20261119'") == 0) {
                Thread.sleep(20);
            }
            fixture.execute("UPDATE invitation.day SET destroying_at = now() WHERE day = '" + DAY + "'");
            reading.commit();
            assertThat(laying.get()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(DAY.date());
        assertThat(fixture.number("SELECT count(*) FROM pg_class WHERE relname LIKE '%20261119%'"))
                .isZero();
    }

    @Test
    void what_retention_takes_out_of_a_day_while_it_is_laid_out_does_not_come_back() throws Exception {
        LogFixture shorter = new LogFixture(
                version,
                new Retentions(List.of(new Retention(LogKind.CAPABILITY_QUERY, Duration.ofDays(25), Instant.EPOCH))));
        LogRecord call = new LogRecord(LogKind.FACETIME_INVITATION, YESTERDAY, ALICE, BOB, LogFixture.details());
        shorter.append(query(YESTERDAY, ALICE, BOB), call);
        shorter.clock.set(DAY.end().plus(Duration.ofDays(25)));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection reading = shorter.source.getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + DAY.table());
            Future<List<LogDay>> laying = threads.submit(shorter.log::layOutClosedDays);
            while (shorter.number("SELECT count(*) FROM pg_stat_user_indexes WHERE relname = 'layout_20261119'") < 2) {
                Thread.sleep(20);
            }

            assertThat(shorter.purge().orElseThrow().rowsDeleted()).isEqualTo(1);

            reading.commit();
            assertThat(laying.get()).as("a later run begins again").isEmpty();
        } finally {
            threads.shutdownNow();
        }
        assertThat(shorter.log.layOutClosedDays()).containsExactly(DAY);
        assertThat(shorter.number("SELECT count(*) FROM " + DAY.table())).isEqualTo(1);
        assertThat(shorter.bySource(ALICE)).containsExactly(call);
    }

    @Test
    void what_was_acknowledged_is_found_at_every_moment_while_days_are_laid_out() throws Exception {
        int rounds = version == PostgresVersion.EMBEDDED ? 60 : 20;
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> laying = threads.submit(() -> {
                while (!over.get()) {
                    // One by one: two at once would wait for a batch crosswise.
                    fixture.execute("UPDATE invitation.day SET laid_out_at = NULL WHERE day = '" + DAY + "'");
                    fixture.execute("UPDATE invitation.day SET laid_out_at = NULL WHERE day = '" + DAY_BEFORE + "'");
                    fixture.log.layOutClosedDays();
                }
                return null;
            });
            for (int round = 1; round <= rounds; round++) {
                fixture.append(
                        query(YESTERDAY.plusMillis(round), ALICE, BOB),
                        query(YESTERDAY.minus(Duration.ofDays(1)).plusMillis(round), ALICE, BOB));
                assertThat(fixture.bySource(ALICE)).hasSize(2 * round);
            }
            over.set(true);
            laying.get();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        assertThat(fixture.bySource(ALICE)).hasSize(2 * rounds).doesNotHaveDuplicates();
    }

    /** How often the source changes from one row to the next where they lie. */
    private long changesOfSource() {
        return fixture.number("SELECT count(*) FROM (SELECT source_sealed <> lag(source_sealed) OVER (ORDER BY ctid)"
                + " AS changes FROM " + DAY.table() + ") s WHERE changes");
    }
}
