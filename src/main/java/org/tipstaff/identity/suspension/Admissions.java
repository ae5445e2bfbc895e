package org.tipstaff.identity.suspension;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.identity.Role;

/**
 * Whether accounts and agencies may come in. Both are noted when first seen. Each request asks the database and nothing is
 * kept in memory, so that what {@link Suspensions} commits holds for the next request at every copy of the application.
 */
@ApplicationScoped
public class Admissions {
    private final DataSource database;
    private final Clock clock;

    public Admissions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whether the bearer of a verified token may act; notes them, and what the provider says of their agency.
     *
     * @param providerSession the token's {@code sid}, empty where it has none
     */
    Admission admits(Actor actor, String providerSession) {
        Agency agency = actor.agency();
        Known known = known(actor, agency == null ? "" : agency.id(), providerSession);
        if (known.suspended()) {
            return Admission.SUSPENDED;
        }
        if (known.sessionEnded()) {
            return Admission.SESSION_ENDED;
        }
        if (!known.isCurrent(actor, agency)) {
            note(actor, agency);
        }
        return Admission.ADMITTED;
    }

    /** @throws AccountSuspended where the actor may not come in any more */
    void require(Actor actor) {
        Agency agency = actor.agency();
        if (known(actor, agency == null ? "" : agency.id(), "").suspended()) {
            throw new AccountSuspended(actor);
        }
    }

    /** What is said to the bearer of a verified token. */
    enum Admission {
        ADMITTED,
        /** The account or its agency is kept out. */
        SUSPENDED,
        /** The provider has ended the session that the token is of. */
        SESSION_ENDED
    }

    private record Known(
            boolean suspended,
            boolean sessionEnded,
            @Nullable String roles,
            @Nullable String name,
            @Nullable String accountAgency,
            @Nullable String agency) {
        boolean isCurrent(Actor actor, @Nullable Agency claimed) {
            return actor.name().equals(name)
                    && names(actor).equals(roles)
                    && Objects.equals(accountAgency, claimed == null ? null : claimed.id())
                    && Objects.equals(agency, claimed == null ? null : digest(claimed));
        }
    }

    private static String digest(Agency agency) {
        return agency.kind() + "|" + agency.state() + "|" + agency.name();
    }

    /** As the contract with the provider names them, in the order of {@link Role}. */
    private static String names(Actor actor) {
        return actor.roles().stream().sorted().map(Role::claim).collect(Collectors.joining(" "));
    }

    /** One query a request. */
    private Known known(Actor actor, String agencyId, String providerSession) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT account.suspended_at IS NOT NULL OR agency.suspended_at IS NOT NULL,
                            EXISTS (SELECT FROM ended_provider_session WHERE provider_session = ?),
                            account.roles, account.name, account.agency_id,
                            agency.kind || '|' || agency.state || '|' || agency.name
                        FROM (SELECT ? AS subject, ? AS agency_id) claimed
                        LEFT JOIN account ON account.subject = claimed.subject
                        LEFT JOIN agency ON agency.id = claimed.agency_id""")) {
            select.setString(1, providerSession);
            select.setString(2, actor.id());
            select.setString(3, agencyId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Known(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6));
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
                INSERT INTO account (subject, name, agency_id, roles, first_seen_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (subject) DO UPDATE
                SET name = excluded.name, agency_id = excluded.agency_id, roles = excluded.roles""", actor.id(), actor.name(), agency == null ? null : agency.id(), names(actor), now());
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
