package org.tipstaff.invitation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.sealed.LogFixture;
import org.tipstaff.invitation.sealed.SealedInvitationLog;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;

@ParameterizedClass
@EnumSource
class RetentionIT {
    private static final LogDay TODAY = LogDay.of(NOW);
    /** The first instant at which all of today is past retention. */
    private static final Instant EXPIRED =
            TODAY.end().minus(1, ChronoUnit.MICROS).plus(Duration.ofDays(30));

    private final PostgresVersion version;
    private final LogFixture fixture;

    RetentionIT(PostgresVersion version) {
        this.version = version;
        this.fixture = new LogFixture(version);
    }

    @Test
    void a_day_is_destroyed_when_its_last_microsecond_is_past_retention_and_not_before() throws Exception {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(EXPIRED.minus(1, ChronoUnit.MICROS));
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).isEmpty();
        assertThat(fixture.number("SELECT count(*) FROM " + TODAY.table())).isEqualTo(1);

        fixture.clock.set(EXPIRED);
        RetentionRun run = fixture.purge().orElseThrow();
        assertThat(run.daysDestroyed()).containsExactly(TODAY.date());
        assertThat(run.bytesFreed()).isPositive();
        assertThat(fixture.keys.list("log/")).isEmpty();
        assertThat(fixture.number("SELECT count(*) FROM pg_class WHERE relname = 'record_20261120'"))
                .isZero();
        assertThat(fixture.bySource(ALICE)).isEmpty();
        assertThat(fixture.log.coverage(EVER, ALL, EXPIRED).daysHeld()).isEmpty();
        assertThat(fixture.runs.last()).contains(new RetentionRuns.Ended(EXPIRED, RetentionRuns.Outcome.DONE, ""));
    }

    @Test
    void a_run_that_died_after_destroying_keys_is_finished_by_the_next() {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(EXPIRED);
        KeyStore dying = new DyingAfterDestroy(fixture.keys);
        SealedInvitationLog doomed = fixture.log(dying, Duration.ofSeconds(2));
        assertThatThrownBy(() -> doomed.purge(fixture.runs)).hasMessage("killed");
        assertThat(fixture.runs.last().orElseThrow().outcome()).isEqualTo(RetentionRuns.Outcome.FAILED);
        assertThat(fixture.number("SELECT count(*) FROM " + TODAY.table())).isEqualTo(1);
        assertThat(fixture.log.problem()).as("destroyed, not lost").isEmpty();

        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(TODAY.date());
        assertThat(fixture.number("SELECT count(*) FROM pg_class WHERE relname = 'record_20261120'"))
                .isZero();
    }

    @Test
    void whoever_reads_a_day_keeps_no_other_day_from_being_destroyed() throws Exception {
        LogDay next = new LogDay(TODAY.date().plusDays(1));
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(next.start().plusSeconds(60));
        fixture.append(query(next.start(), ALICE, BOB));
        fixture.clock.set(EXPIRED);
        // A connection that has not yet seen the day: planning a query on it may take more locks than a later one.
        try (Connection reader = fixture.source.getConnection();
                Statement reading = reader.createStatement();
                Connection appender = fixture.source.getConnection();
                Statement appending = appender.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM " + next.table());
            appender.setAutoCommit(false);
            appending.execute("INSERT INTO " + next.table() + " SELECT * FROM " + next.table() + " LIMIT 1");

            assertThat(fixture.impatient().purge(fixture.runs).orElseThrow().daysDestroyed())
                    .containsExactly(TODAY.date());

            appender.rollback();
        }
        assertThat(fixture.number("SELECT count(*) FROM pg_class WHERE relname LIKE 'record_20261120%'"))
                .isZero();
    }

    @Test
    void a_log_with_a_shorter_retention_leaves_the_days_of_the_others() throws Exception {
        LogFixture shorter = new LogFixture(
                version,
                new Retentions(List.of(new Retention(LogKind.CAPABILITY_QUERY, Duration.ofDays(25), Instant.EPOCH))));
        LogRecord call = new LogRecord(LogKind.FACETIME_INVITATION, NOW, ALICE, BOB, LogFixture.details());
        shorter.append(query(NOW, ALICE, BOB), call);
        shorter.clock.set(TODAY.end().plus(Duration.ofDays(25)));

        RetentionRun run = shorter.purge().orElseThrow();
        assertThat(run.rowsDeleted()).isEqualTo(1);
        assertThat(run.daysDestroyed()).isEmpty();
        assertThat(shorter.bySource(ALICE)).containsExactly(call);
        assertThat(shorter.purge().orElseThrow().rowsDeleted()).isZero();
    }

    @Test
    void a_second_run_at_the_same_time_is_skipped() throws Exception {
        try (Connection other = fixture.source.getConnection()) {
            assertThat(LogLock.RUN.tryTake(other)).isTrue();
            assertThat(fixture.purge()).isEmpty();
        }
        assertThat(fixture.purge()).isPresent();
    }

    @Test
    void a_day_in_use_is_not_dropped_under_an_append() throws Exception {
        fixture.append(query(NOW, ALICE, BOB));
        fixture.clock.set(EXPIRED);
        try (Connection appending = fixture.source.getConnection();
                Statement statement = appending.createStatement()) {
            appending.setAutoCommit(false);
            statement.execute("SELECT 1 FROM invitation.day WHERE day = '" + TODAY + "' FOR SHARE");
            SealedInvitationLog impatient = fixture.impatient();
            assertThatThrownBy(() -> impatient.purge(fixture.runs)).isInstanceOf(LogUnavailable.class);
            assertThat(fixture.keys.list("log/")).hasSize(2);
        }
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(LocalDate.parse("2026-11-20"));
    }

    private record DyingAfterDestroy(KeyStore keys) implements KeyStore {
        @Override
        public KeysetHandle getOrCreate(KeyName name, Parameters parameters) {
            return keys.getOrCreate(name, parameters);
        }

        @Override
        public Optional<KeysetHandle> find(KeyName name) {
            return keys.find(name);
        }

        @Override
        public void destroy(KeyName name) {
            keys.destroy(name);
            if (name.value().endsWith("details")) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public List<KeyName> list(String prefix) {
            return keys.list(prefix);
        }
    }
}
