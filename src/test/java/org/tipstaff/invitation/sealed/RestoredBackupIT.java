package org.tipstaff.invitation.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.DebianPostgres;
import org.tipstaff.invitation.ClockFake;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnreadable;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.retention.RetentionRun;
import org.tipstaff.invitation.retention.RetentionRuns;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.TestKeys;

/**
 * A day that retention destroyed stays destroyed in every backup of the database: a dump and a base backup, both made
 * while the day was alive, are restored and hold its rows, and nothing opens them.
 */
class RestoredBackupIT {
    private static final LogDay TODAY = LogDay.of(NOW);

    @TempDir
    Path directory;

    private final ClockFake clock = new ClockFake(NOW);

    @Test
    void a_destroyed_day_is_unreadable_in_a_restored_dump_and_in_a_restored_base_backup() throws Exception {
        Optional<Path> programs = DebianPostgres.installed();
        Assumptions.assumeTrue(programs.isPresent(), "No PostgreSQL with pg_dump is installed: skipped");
        KeyStore keys = TestKeys.in(directory.resolve("keys"));
        LogRecord row = query(NOW, ALICE, BOB);
        Path dump = DebianPostgres.directory().resolve("tipstaff.dump");

        try (DebianPostgres live = DebianPostgres.fresh(programs.get())) {
            DataSource source = live.application("tipstaff");
            log(source, keys).append("batch", List.of(row).iterator());
            live.dumpAndRestoreAs(dump, "restored");
            try (DebianPostgres base = live.baseBackup()) {
                KeyStore keptTooLong = TestKeys.in(copyOfKeys());
                destroyTheDay(source, keys);

                assertThat(bySource(source, keys)).isEmpty();
                for (DataSource restored : List.of(live.application("restored"), base.application("tipstaff"))) {
                    assertThat(rowsOfTheDay(restored)).isEqualTo(1);
                    assertThat(plainHandles(restored)).isZero();
                    assertThatThrownBy(() -> bySource(restored, keys))
                            .isInstanceOf(LogUnreadable.class)
                            .hasMessageContaining("missing");
                    assertThat(bySource(restored, keptTooLong))
                            .as("the rows are whole: it is the key that keeps them shut")
                            .containsExactly(row);
                }
            }
        } finally {
            Files.deleteIfExists(dump);
        }
    }

    private SealedInvitationLog log(DataSource source, KeyStore keys) {
        return new SealedInvitationLog(
                LogConnections.plain(source),
                keys,
                clock,
                new RetentionTable(LogConnections.plain(source), Retentions.defaults()),
                new SealedInvitationLog.Rules(
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofSeconds(20),
                        Duration.ofHours(6),
                        database -> clock.instant()),
                LogFixture.postgresOnly(LogFixture.PARTS, clock));
    }

    private void destroyTheDay(DataSource source, KeyStore keys) {
        clock.set(TODAY.end().plus(Duration.ofDays(30)));
        RetentionRun run = log(source, keys)
                .purge(new RetentionRuns(LogConnections.plain(source)))
                .orElseThrow();
        assertThat(run.daysDestroyed()).containsExactly(TODAY.date());
        // Whoever restores a backup sets the clock as they like: the retention instant alone protects nothing.
        clock.set(NOW);
    }

    private List<LogRecord> bySource(DataSource source, KeyStore keys) throws IOException {
        List<LogRecord> found = new ArrayList<>();
        log(source, keys).read(new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER), NOW, found::add);
        return found;
    }

    private static long rowsOfTheDay(DataSource source) throws SQLException {
        return number(source, "SELECT count(*) FROM " + TODAY.table());
    }

    private static long plainHandles(DataSource source) throws SQLException {
        return number(
                source,
                "SELECT count(*) FROM " + TODAY.table() + " r WHERE position(convert_to('" + ALICE.value()
                        + "', 'UTF8') IN r.source_sealed || r.target_sealed || r.details_sealed) > 0");
    }

    private static long number(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Path copyOfKeys() throws IOException {
        Path from = directory.resolve("keys");
        Path to = directory.resolve("kept-too-long");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
