package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.tipstaff.identity.Actor;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/**
 * Answers of POSTs that carried an {@code Idempotency-Key}: the same key with the same body gets the same answer again
 * and does nothing; with another body it is an error.
 */
@ApplicationScoped
public class Idempotency {
    private final DataSource database;
    private final Clock clock;

    public Idempotency(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A POST that can be told apart from every other. */
    public record Call(Actor actor, String key, String route, Sha256 body) {
        public Call {
            if (key.isBlank() || key.length() > 200) {
                throw Problem.invalid("Idempotency-Key", "The Idempotency-Key has 1 to 200 characters");
            }
        }
    }

    /** The answer that the same call got before. */
    @Transactional
    public Optional<String> before(Call call) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT route, body_hash, result FROM idempotency WHERE actor = ? AND key = ?")) {
            select.setString(1, call.actor().id());
            select.setString(2, call.key());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!row.getString(1).equals(call.route())
                        || !row.getString(2).equals(call.body().hex())) {
                    throw Problem.of(
                            Problem.Kind.KEY_USED, "This Idempotency-Key was used for another call or another body.");
                }
                return Optional.of(row.getString(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Idempotency keys cannot be read", e);
        }
    }

    /** Keeps the answer; of two calls at once the second fails with a conflict and is rolled back. */
    @Transactional
    public void keep(Call call, String result) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO idempotency (actor, key, route, body_hash, result, created_at)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
            insert.setString(1, call.actor().id());
            insert.setString(2, call.key());
            insert.setString(3, call.route());
            insert.setString(4, call.body().hex());
            insert.setString(5, result);
            insert.setObject(6, Instant.now(clock).atOffset(ZoneOffset.UTC));
            if (insert.executeUpdate() == 0) {
                throw Problem.of(Problem.Kind.KEY_BUSY, "The same call is being answered already.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Idempotency keys cannot be kept", e);
        }
    }
}
