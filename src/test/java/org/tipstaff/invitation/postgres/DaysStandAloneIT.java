package org.tipstaff.invitation.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;
import org.tipstaff.Siege;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.sealed.LogFixture;

/** Days that an earlier version opened as partitions of one table are taken out of it, and nothing else happens to them. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Siege
class DaysStandAloneIT {
    private static final LogDay TODAY = LogDay.of(NOW);
    private static final LogDay YESTERDAY = new LogDay(TODAY.date().minusDays(1));
    private static final LogDay BEFORE = new LogDay(TODAY.date().minusDays(2));

    private final LogFixture fixture;

    DaysStandAloneIT(PostgresVersion version) {
        fixture = new LogFixture(version);
    }

    @Test
    void days_of_an_earlier_version_are_taken_out_of_their_common_table() throws Exception {
        LogRecord today = query(NOW, ALICE, BOB);
        LogRecord yesterday = query(NOW.minus(Duration.ofDays(1)), ALICE, BOB);
        LogRecord before = query(NOW.minus(Duration.ofDays(2)), ALICE, BOB);
        fixture.append(today, yesterday, before);
        asBefore();
        breakOffDetaching(YESTERDAY);
        assertThat(attached()).isEqualTo(3);

        fixture.database.migrateAgain();

        assertThat(attached()).as("of a broken off detachment").isEqualTo(1);
        assertThat(fixture.bySource(ALICE)).containsExactly(before, yesterday, today);
        for (LogDay day : List.of(TODAY, BEFORE)) {
            assertThat(fixture.number("SELECT count(*) FROM pg_constraint WHERE conname = 'of_day' AND conrelid = '"
                            + day.table() + "'::regclass"))
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> fixture.execute("INSERT INTO " + BEFORE.table() + " SELECT * FROM " + TODAY.table()))
                .as("a row of another day")
                .hasMessageContaining("of_day");
        assertThat(fixture.log.layOutClosedDays()).containsExactly(BEFORE, YESTERDAY);
        assertThat(fixture.bySource(ALICE)).containsExactly(before, yesterday, today);
        assertThat(attached()).isZero();
        fixture.clock.set(TODAY.end().plus(Duration.ofDays(30)));
        assertThat(fixture.purge().orElseThrow().daysDestroyed())
                .containsExactly(BEFORE.date(), YESTERDAY.date(), TODAY.date());
    }

    @Test
    void retention_takes_a_day_whose_detachment_was_broken_off_before() throws Exception {
        fixture.append(query(NOW.minus(Duration.ofDays(1)), ALICE, BOB));
        asBefore();
        breakOffDetaching(YESTERDAY);
        fixture.database.migrateAgain();
        fixture.clock.set(YESTERDAY.end().plus(Duration.ofDays(30)));

        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(YESTERDAY.date());

        assertThat(attached()).isZero();
    }

    @Test
    void whoever_reads_one_day_for_long_is_waited_for_and_keeps_nobody_from_another() throws Exception {
        fixture.append(query(NOW, ALICE, BOB), query(NOW.minus(Duration.ofDays(1)), ALICE, BOB));
        asBefore();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection reader = fixture.source.getConnection();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM " + TODAY.table());
            Future<?> migrating = threads.submit(fixture.database::migrateAgain);
            for (int times = 0; times < 20; times++) {
                fixture.append(query(NOW.minus(Duration.ofDays(1)), BOB, ALICE));
                Thread.sleep(200);
            }
            assertThat(migrating.isDone()).isFalse();
            reader.commit();
            migrating.get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(attached()).isZero();
        assertThat(fixture.bySource(BOB)).hasSize(20);
    }

    /** The days are partitions again, and V106 has not run. */
    private void asBefore() throws Exception {
        for (LogDay day : List.of(BEFORE, YESTERDAY, TODAY)) {
            if (fixture.number("SELECT count(*) FROM invitation.day WHERE day = '" + day + "'") == 1) {
                fixture.execute("ALTER TABLE " + day.table() + " DROP CONSTRAINT of_day");
                fixture.execute("ALTER TABLE invitation.record ATTACH PARTITION " + day.table() + " FOR VALUES FROM ('"
                        + day.start() + "') TO ('" + day.end() + "')");
            }
        }
        fixture.database.execute("DELETE FROM flyway_schema_history WHERE version = '106'");
    }

    private void breakOffDetaching(LogDay day) throws Exception {
        try (Connection reader = fixture.source.getConnection();
                Statement reading = reader.createStatement();
                Connection detacher = fixture.source.getConnection();
                Statement detaching = detacher.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM invitation.record");
            detaching.execute("SET lock_timeout = '200ms'");
            assertThatThrownBy(() -> detaching.execute(
                            "ALTER TABLE invitation.record DETACH PARTITION " + day.table() + " CONCURRENTLY"))
                    .hasMessageContaining("lock timeout");
        }
    }

    private long attached() {
        return fixture.number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'invitation.record'::regclass");
    }
}
