package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.LogFixture.ALICE;
import static org.tipstaff.invitation.LogFixture.BOB;
import static org.tipstaff.invitation.LogFixture.NOW;
import static org.tipstaff.invitation.LogFixture.query;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;

/** Days that an earlier version opened as partitions of one table are taken out of it, and nothing else happens to them. */
@ParameterizedClass
@EnumSource
class DaysStandAloneIT {
    private static final LogDay TODAY = LogDay.of(NOW);
    private static final LogDay YESTERDAY = new LogDay(TODAY.date().minusDays(1));

    private final LogFixture fixture;

    DaysStandAloneIT(PostgresVersion version) {
        fixture = new LogFixture(version);
    }

    @Test
    void days_of_an_earlier_version_are_taken_out_of_their_common_table() throws Exception {
        LogRecord today = query(NOW, ALICE, BOB);
        LogRecord yesterday = query(NOW.minus(Duration.ofDays(1)), ALICE, BOB);
        fixture.append(today, yesterday);
        for (LogDay day : List.of(TODAY, YESTERDAY)) {
            fixture.execute("ALTER TABLE " + day.table() + " DROP CONSTRAINT of_day");
            fixture.execute("ALTER TABLE invitation.record ATTACH PARTITION " + day.table() + " FOR VALUES FROM ('"
                    + day.start() + "') TO ('" + day.end() + "')");
        }
        breakOffDetaching(YESTERDAY);
        assertThat(attached()).isEqualTo(2);

        fixture.execute(migration());

        assertThat(attached()).isZero();
        assertThat(fixture.bySource(ALICE)).containsExactly(yesterday, today);
        assertThatThrownBy(
                        () -> fixture.execute("INSERT INTO " + TODAY.table() + " SELECT * FROM " + YESTERDAY.table()))
                .as("a row of another day")
                .hasMessageContaining(TODAY.tableName());
        assertThatThrownBy(
                        () -> fixture.execute("INSERT INTO " + YESTERDAY.table() + " SELECT * FROM " + TODAY.table()))
                .hasMessageContaining("of_day");
        fixture.clock.set(TODAY.end().plus(Duration.ofDays(30)));
        assertThat(fixture.purge().orElseThrow().daysDestroyed()).containsExactly(YESTERDAY.date(), TODAY.date());
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

    private static String migration() throws Exception {
        try (InputStream in = DaysStandAloneIT.class.getResourceAsStream("/db/migration/V106__days_stand_alone.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
