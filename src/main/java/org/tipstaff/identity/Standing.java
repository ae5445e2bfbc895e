package org.tipstaff.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Whether accounts and agencies may come in. Both are noted when first seen; suspension ends their sessions at once. */
@ApplicationScoped
public class Standing {
    private final DataSource database;
    private final Sessions sessions;
    private final Clock clock;

    public Standing(DataSource database, Sessions sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Transactional
    public void suspendAgency(String agencyId) {
        write("UPDATE agency SET suspended_at = coalesce(suspended_at, ?) WHERE id = ?", now(), agencyId);
        sessions.endAllOfAgency(agencyId);
    }

    @Transactional
    public void restoreAgency(String agencyId) {
        write("UPDATE agency SET suspended_at = NULL WHERE id = ?", agencyId);
    }

    @Transactional
    public void suspendAccount(String subject) {
        write("UPDATE account SET suspended_at = coalesce(suspended_at, ?) WHERE subject = ?", now(), subject);
        sessions.endAllOf(subject);
    }

    @Transactional
    public void restoreAccount(String subject) {
        write("UPDATE account SET suspended_at = NULL WHERE subject = ?", subject);
    }

    /**
     * Whether the bearer of a verified token may act; notes them, and what the provider says of their agency.
     *
     * @param providerSession the token's {@code sid}, empty where it has none
     */
    boolean admits(Actor actor, String providerSession) {
        Agency agency = actor.agency();
        Known known = known(actor, agency == null ? "" : agency.id(), providerSession);
        if (known.barred()) {
            return false;
        }
        if (!known.isCurrent(actor, agency)) {
            note(actor, agency);
        }
        return true;
    }

    private record Known(
            boolean barred,
            @Nullable String name,
            @Nullable String accountAgency,
            @Nullable String agency) {
        boolean isCurrent(Actor actor, @Nullable Agency claimed) {
            return actor.name().equals(name)
                    && Objects.equals(accountAgency, claimed == null ? null : claimed.id())
                    && Objects.equals(agency, claimed == null ? null : digest(claimed));
        }
    }

    private static String digest(Agency agency) {
        return agency.kind() + "|" + agency.state() + "|" + agency.name();
    }

    /** One query a request. */
    private Known known(Actor actor, String agencyId, String providerSession) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT account.suspended_at IS NOT NULL OR agency.suspended_at IS NOT NULL
                                OR EXISTS (SELECT FROM ended_provider_session WHERE provider_session = ?),
                            account.name, account.agency_id,
                            agency.kind || '|' || agency.state || '|' || agency.name
                        FROM (SELECT ? AS subject, ? AS agency_id) claimed
                        LEFT JOIN account ON account.subject = claimed.subject
                        LEFT JOIN agency ON agency.id = claimed.agency_id""")) {
            select.setString(1, providerSession);
            select.setString(2, actor.id());
            select.setString(3, agencyId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Known(row.getBoolean(1), row.getString(2), row.getString(3), row.getString(4));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The standing of an account cannot be read", e);
        }
    }

    private void note(Actor actor, @Nullable Agency agency) {
        if (agency != null) {
            write("""
                    INSERT INTO agency (id, name, kind, state, first_seen_at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, state = excluded.state""", agency.id(), agency.name(), agency.kind().name(), agency.state(), now());
        }
        write("""
                INSERT INTO account (subject, name, agency_id, first_seen_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (subject) DO UPDATE SET name = excluded.name, agency_id = excluded.agency_id""", actor.id(), actor.name(), agency == null ? null : agency.id(), now());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private void write(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The standing of an account cannot be written", e);
        }
    }
}
