package org.tipstaff.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Browsers' sessions. A session is its row: without the row, no copy of the cookie opens anything. */
@ApplicationScoped
public class Sessions {
    /** Writing "seen" at every request would cost a write a page. */
    private static final Duration SEEN_GRAIN = Duration.ofMinutes(1);

    private final DataSource database;
    private final Clock clock;
    private final IdentityConfig config;

    public Sessions(DataSource database, Clock clock, IdentityConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /** Whose session it is, at the provider and as an account. */
    record Owner(String subject, String providerSession) {}

    void open(SessionKey key, Owner owner, byte[] sealedTokens) {
        run("""
                INSERT INTO web_session (key_hash, subject, provider_session, sealed_tokens, signed_in_at, seen_at)
                VALUES (?, ?, ?, ?, ?, ?)""", key.hash(), owner.subject(), owner.providerSession(), sealedTokens, now(), now());
    }

    /** The same session with the tokens that the provider gave for the expired ones; false where it has ended meanwhile. */
    boolean renew(SessionKey key, byte[] sealedTokens) {
        return run(
                        "UPDATE web_session SET sealed_tokens = ?, seen_at = ? WHERE key_hash = ?",
                        sealedTokens,
                        now(),
                        key.hash())
                == 1;
    }

    /** A session that is alive. */
    record Found(byte[] sealedTokens, Instant signedInAt) {}

    /** A session that has neither been idle nor been open for too long. */
    Optional<Found> find(SessionKey key) {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT sealed_tokens, seen_at, signed_in_at FROM web_session
                        WHERE key_hash = ? AND seen_at > ? AND signed_in_at > ?""")) {
            select.setBytes(1, key.hash());
            select.setTimestamp(2, Timestamp.from(now.minus(config.idle())));
            select.setTimestamp(3, Timestamp.from(now.minus(config.sessionLifetime())));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Found found = new Found(row.getBytes(1), row.getTimestamp(3).toInstant());
                if (row.getTimestamp(2).toInstant().isBefore(now.minus(SEEN_GRAIN))) {
                    run("UPDATE web_session SET seen_at = ? WHERE key_hash = ?", now(), key.hash());
                }
                return Optional.of(found);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The session cannot be read", e);
        }
    }

    void end(SessionKey key) {
        run("DELETE FROM web_session WHERE key_hash = ?", key.hash());
    }

    /** Ends what the provider has ended, here and for bearer tokens of that session, now and after a restart. */
    void endProviderSession(String providerSession) {
        run(
                "INSERT INTO ended_provider_session (provider_session, ended_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                providerSession,
                now());
        run("DELETE FROM web_session WHERE provider_session = ?", providerSession);
    }

    /** Ends all sessions of an account. */
    public void endAllOf(String subject) {
        run("DELETE FROM web_session WHERE subject = ?", subject);
    }

    /** Ends all sessions of an agency's accounts. */
    public void endAllOfAgency(String agencyId) {
        run(
                "DELETE FROM web_session USING account"
                        + " WHERE account.subject = web_session.subject AND account.agency_id = ?",
                agencyId);
    }

    /** Removes what can no longer be used: sessions past their time, and ended ones whose tokens have expired. */
    void forgetExpired() {
        run(
                "DELETE FROM web_session WHERE seen_at < ? OR signed_in_at < ?",
                Timestamp.from(clock.instant().minus(config.idle())),
                Timestamp.from(clock.instant().minus(config.sessionLifetime())));
        run(
                "DELETE FROM ended_provider_session WHERE ended_at < ?",
                Timestamp.from(clock.instant().minus(config.sessionLifetime().multipliedBy(3))));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private int run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The sessions cannot be written", e);
        }
    }
}
