package org.tipstaff.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Policy;
import org.tipstaff.signing.trial.TrialSignatures;

/** Reads how the portal stands; no table of requests is among what it reads. */
@ApplicationScoped
class AdminFacts {
    private final DataSource database;
    private final Policy policy;
    private final InvitationLog log;
    private final TrialSignatures trials;
    private final Clock clock;

    AdminFacts(DataSource database, Policy policy, InvitationLog log, TrialSignatures trials, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.log = log;
        this.trials = trials;
        this.clock = clock;
    }

    @Transactional
    AdminView now() {
        Instant now = clock.instant();
        List<AdminView.RetentionValue> retention = retention(now);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            return new AdminView(
                    policy.version(),
                    retention,
                    lastRun(statement).orElse(null),
                    tasks(statement),
                    trials.last(),
                    people(statement),
                    now);
        } catch (SQLException e) {
            throw new IllegalStateException("The state of the portal cannot be read", e);
        }
    }

    private List<AdminView.RetentionValue> retention(Instant now) {
        Coverage coverage =
                log.coverage(new TimeRange(now.minus(Duration.ofHours(1)), now), EnumSet.allOf(LogKind.class), now);
        return Arrays.stream(LogKind.values())
                .flatMap(kind -> Optional.ofNullable(coverage.retention().get(kind)).stream())
                .map(value -> new AdminView.RetentionValue(
                        value.log().title(),
                        value.value().toDays(),
                        value.value().toHoursPart(),
                        value.effectiveFrom()))
                .toList();
    }

    private static Optional<AdminView.RetentionRun> lastRun(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                SELECT started_at, finished_at, outcome, days_destroyed, rows_deleted
                FROM invitation.retention_run ORDER BY id DESC LIMIT 1""")) {
            return row.next()
                    ? Optional.of(new AdminView.RetentionRun(
                            known(row, 1), instant(row, 2), row.getString(3), row.getInt(4), row.getLong(5)))
                    : Optional.empty();
        }
    }

    private static List<AdminView.Task> tasks(Statement statement) throws SQLException {
        List<AdminView.Task> tasks = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("""
                SELECT task_name, count(*) FILTER (WHERE NOT picked), count(*) FILTER (WHERE picked),
                       count(*) FILTER (WHERE consecutive_failures > 0), min(execution_time)
                FROM scheduled_tasks GROUP BY task_name ORDER BY task_name""")) {
            while (row.next()) {
                tasks.add(new AdminView.Task(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), known(row, 5)));
            }
        }
        return tasks;
    }

    private static AdminView.Known people(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                SELECT (SELECT count(*) FROM agency), (SELECT count(*) FROM agency WHERE suspended_at IS NOT NULL),
                       (SELECT count(*) FROM account), (SELECT count(*) FROM account WHERE suspended_at IS NOT NULL)""")) {
            row.next();
            return new AdminView.Known(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    private static Instant known(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
