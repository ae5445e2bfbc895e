package org.tipstaff.invitation.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.CAROL;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.PARTS;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.LogUnreadable;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.retention.RetentionRun;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.invitation.sealed.LogFixture;
import org.tipstaff.invitation.state.DayStatistics;
import org.tipstaff.invitation.state.LogState;

/** A day that was opened in parts is one day to everybody: no row more, none less, and all of it ends together. */
@ParameterizedClass
@EnumSource
class DayPartsIT {
    private static final LogDay DAY = LogDay.of(NOW);
    private static final Instant CLOSED = DAY.end().plus(Duration.ofHours(6));

    private final PostgresVersion version;
    private final LogFixture fixture;
    /** Of ALICE, at the first and the last microsecond of every part, in order. */
    private final List<LogRecord> edges = new ArrayList<>();

    DayPartsIT(PostgresVersion version) {
        this.version = version;
        this.fixture = new LogFixture(version);
        for (DayParts.Part part : PARTS.of(DAY)) {
            edges.add(query(part.from(), ALICE, BOB));
            edges.add(query(part.to().minus(1, ChronoUnit.MICROS), ALICE, CAROL));
        }
    }

    @BeforeEach
    void fill() {
        fill(fixture);
    }

    private void fill(LogFixture log) {
        log.log.openAhead(0);
        log.clock.set(DAY.end());
        log.append(edges.toArray(LogRecord[]::new));
    }

    @Test
    void every_row_lies_in_the_part_of_its_time_and_is_found_once() throws Exception {
        assertThat(tables()).isEqualTo(1 + PARTS.number());
        for (DayParts.Part part : PARTS.of(DAY)) {
            assertThat(fixture.number("SELECT count(*) FROM " + part.table())).isEqualTo(2);
        }

        assertThat(fixture.bySource(ALICE)).isEqualTo(edges);
        assertThat(window(5, 11)).isEqualTo(edges.subList(5, 11));
        assertThat(fixture.read(new Search(Set.of(CAROL), ALL, Direction.BY_TARGET, EVER), fixture.clock.instant()))
                .hasSize(PARTS.number());
        assertThat(fixture.log.estimate(
                        new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER), fixture.clock.instant()))
                .isEqualTo(edges.size());
    }

    /** The rows of ALICE from one edge to another, which is not among them. */
    private List<LogRecord> window(int first, int end) throws Exception {
        TimeRange range =
                new TimeRange(edges.get(first).occurredAt(), edges.get(end).occurredAt());
        return fixture.read(new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, range), fixture.clock.instant());
    }

    @Test
    void a_day_whose_only_row_lies_in_the_last_part_is_not_passed_over() throws Exception {
        LogDay next = LogDay.of(DAY.end());
        fixture.log.openAhead(0);
        LogRecord last = query(next.end().minusSeconds(1), BOB, ALICE);
        fixture.clock.set(next.end().minusMillis(1));

        fixture.append(last);

        assertThat(fixture.bySource(BOB)).containsExactly(last);
        fixture.keys.destroy(next.handlesKey());
        assertThatThrownBy(() ->
                        fixture.log(Duration.ZERO).append("again", List.of(last).iterator()))
                .as("a key that is lost is not replaced by another one")
                .isInstanceOf(LogUnreadable.class);
    }

    @Test
    void its_rows_and_bytes_are_those_of_all_parts() {
        LogState.Day day = state();
        assertThat(day.allRows()).isEqualTo(edges.size());
        assertThat(day.bytes())
                .isEqualTo(fixture.number("SELECT sum(pg_total_relation_size(relid))::bigint FROM pg_partition_tree('"
                        + DAY.table() + "')"))
                .isPositive();

        PARTS.of(DAY).forEach(part -> fixture.execute("VACUUM ANALYZE " + part.table()));

        assertThat(state().rows(LogKind.CAPABILITY_QUERY)).isEqualTo(edges.size());
    }

    private LogState.Day state() {
        List<LogState.Day> days = fixture.connections.<List<LogState.Day>, RuntimeException>inTransaction(
                connection -> DayStatistics.read(connection, Set.of()));
        assertThat(days).hasSize(1);
        return days.get(0);
    }

    @Test
    void no_part_is_vacuumed_only_because_rows_came() {
        assertThat(fixture.number("SELECT count(*) FROM pg_class WHERE relname LIKE '" + DAY.tableName()
                        + "_%' AND reloptions @> ARRAY['autovacuum_vacuum_insert_threshold=-1']"))
                .isEqualTo(PARTS.number());
    }

    @Test
    void it_is_laid_out_as_one_table_with_what_came_late() throws Exception {
        fixture.clock.set(CLOSED);
        LogRecord late = query(DAY.start().plusSeconds(1), ALICE, BOB);
        try (Connection reading = fixture.source.getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + PARTS.of(DAY).get(3).table());
            assertThatThrownBy(fixture.impatient()::layOutClosedDays)
                    .as("a reader of one part is waited for")
                    .isInstanceOf(LogUnavailable.class);
        }
        fixture.append(late);
        List<LogRecord> all = new ArrayList<>(edges);
        all.add(1, late);
        assertThat(fixture.bySource(ALICE)).isEqualTo(all);

        assertThat(fixture.log.layOutClosedDays()).containsExactly(DAY);

        assertThat(tables()).isEqualTo(1);
        assertThat(fixture.bySource(ALICE)).isEqualTo(all);
        assertThat(fixture.log.layOutClosedDays()).as("once").isEmpty();
    }

    @Test
    void it_is_destroyed_with_all_its_parts() {
        fixture.clock.set(DAY.end().plus(Duration.ofDays(30)));

        RetentionRun run = fixture.purge().orElseThrow();

        assertThat(run.daysDestroyed()).containsExactly(DAY.date());
        assertThat(run.bytesFreed()).isPositive();
        assertThat(tables()).isZero();
    }

    @Test
    void one_log_is_taken_out_of_all_parts() throws Exception {
        LogFixture shorter = new LogFixture(
                version,
                new Retentions(List.of(
                        new Retention(LogKind.CAPABILITY_QUERY, Duration.ofDays(25), Instant.EPOCH),
                        new Retention(LogKind.FACETIME_INVITATION, Duration.ofDays(30), Instant.EPOCH),
                        new Retention(LogKind.SIGN_IN, Duration.ofDays(30), Instant.EPOCH))));
        LogRecord kept = new LogRecord(
                LogKind.FACETIME_INVITATION, DAY.start().plusSeconds(1), ALICE, BOB, LogFixture.details());
        fill(shorter);
        shorter.append(kept);
        shorter.clock.set(DAY.end().plus(Duration.ofDays(25)));

        assertThat(shorter.purge().orElseThrow().rowsDeleted()).isEqualTo(edges.size());

        assertThat(shorter.bySource(ALICE)).containsExactly(kept);
        assertThat(shorter.number("SELECT count(*) FROM " + DAY.table())).isEqualTo(1);
    }

    @Test
    void a_day_that_was_opened_as_one_table_stays_one_and_one_of_the_past_is_one() throws Exception {
        LogDay next = LogDay.of(DAY.end());
        fixture.reconfigured(LogFixture.postgresOnly(DayParts.ONE, fixture.clock))
                .openAhead(0);
        LogDay past = new LogDay(DAY.date().minusDays(3));

        fixture.append(query(next.start(), CAROL, BOB), query(past.start(), CAROL, BOB));

        assertThat(fixture.bySource(CAROL)).hasSize(2);
        assertThat(fixture.number("SELECT count(*) FROM pg_inherits WHERE inhparent IN ('" + next.table()
                        + "'::regclass, '" + past.table() + "'::regclass)"))
                .isZero();
    }

    /** Of the day, its own and its parts. */
    private long tables() {
        return fixture.number("SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relname LIKE '"
                + DAY.tableName() + "%'");
    }
}
