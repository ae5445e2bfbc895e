package org.tipstaff.invitation.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogConnections;

/** The proposals in table {@code log_retention}. Every method joins the caller's transaction. */
final class RetentionProposals {
    private static final String SELECT =
            "SELECT id, log, kept_seconds, wanted_from, reason, state, proposed_by, proposed_by_name, proposed_at,"
                    + " decided_by, decided_by_name, decided_at, remark, effective_from FROM log_retention"
                    + " WHERE state <> 'CONFIGURED' ";

    private final LogConnections connections;

    RetentionProposals(LogConnections connections) {
        this.connections = connections;
    }

    /** All, the newest first. */
    List<RetentionProposal> all() {
        return select(SELECT + "ORDER BY id DESC", statement -> {});
    }

    /** Locks a proposal until the transaction ends; two who decide take turns. */
    Optional<RetentionProposal> lock(long id) {
        return select(SELECT + "AND id = ? FOR UPDATE", statement -> statement.setLong(1, id)).stream()
                .findFirst();
    }

    /** @return number of the proposal; nothing where another one of the log is open */
    Optional<Long> add(LogKind log, Duration value, Instant wantedFrom, String reason, RetentionProposal.By by) {
        return connections.<Optional<Long>, RuntimeException>inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO log_retention
                      (log, kept_seconds, state, wanted_from, reason, proposed_by, proposed_by_name, proposed_at)
                    VALUES (?, ?, 'PROPOSED', ?, ?, ?, ?, ?)
                    ON CONFLICT (log) WHERE state = 'PROPOSED' DO NOTHING RETURNING id""")) {
                insert.setShort(1, LogCode.of(log));
                insert.setLong(2, value.toSeconds());
                insert.setObject(3, LogTime.utc(wantedFrom));
                insert.setString(4, reason);
                insert.setString(5, by.id());
                insert.setString(6, by.name());
                insert.setObject(7, LogTime.utc(by.at()));
                try (ResultSet row = insert.executeQuery()) {
                    return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    /** The proposal is in force from an instant on. */
    void approve(long id, RetentionProposal.By by, Instant effectiveFrom) {
        decide(
                "state = 'APPROVED', place = nextval('log_retention_place'), effective_from = ?",
                id,
                by,
                statement -> statement.setObject(4, LogTime.utc(effectiveFrom)));
    }

    void refuse(long id, RetentionProposal.By by, String remark) {
        decide("state = 'REFUSED', remark = ?", id, by, statement -> statement.setString(4, remark));
    }

    void withdraw(long id, RetentionProposal.By by) {
        decide("state = 'WITHDRAWN', remark = ?", id, by, statement -> statement.setString(4, ""));
    }

    private void decide(String change, long id, RetentionProposal.By by, Binding binding) {
        connections.<Integer, RuntimeException>inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE log_retention SET decided_by = ?, decided_by_name = ?, decided_at = ?, " + change
                            + " WHERE id = ? AND state = 'PROPOSED'")) {
                update.setString(1, by.id());
                update.setString(2, by.name());
                update.setObject(3, LogTime.utc(by.at()));
                binding.bind(update);
                update.setLong(5, id);
                if (update.executeUpdate() != 1) {
                    throw new IllegalStateException("The proposal was not locked before it was decided");
                }
                return 1;
            }
        });
    }

    private List<RetentionProposal> select(String sql, Binding binding) {
        return connections.<List<RetentionProposal>, RuntimeException>inTransaction(
                connection -> select(connection, sql, binding));
    }

    private static List<RetentionProposal> select(Connection connection, String sql, Binding binding)
            throws SQLException {
        List<RetentionProposal> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            binding.bind(select);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(proposal(row));
                }
            }
        }
        return found;
    }

    private static RetentionProposal proposal(ResultSet row) throws SQLException {
        Instant decidedAt = instant(row, "decided_at");
        return new RetentionProposal(
                row.getLong("id"),
                LogCode.log(row.getShort("log")),
                Duration.ofSeconds(row.getLong("kept_seconds")),
                known(row, "wanted_from"),
                row.getString("reason"),
                RetentionProposal.State.valueOf(row.getString("state")),
                new RetentionProposal.By(
                        row.getString("proposed_by"), row.getString("proposed_by_name"), known(row, "proposed_at")),
                decidedAt == null
                        ? null
                        : new RetentionProposal.By(
                                row.getString("decided_by"), row.getString("decided_by_name"), decidedAt),
                row.getString("remark"),
                instant(row, "effective_from"));
    }

    private static Instant known(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
