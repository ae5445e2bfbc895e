package org.tipstaff.request.once;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.tipstaff.identity.Actor;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.IdempotencyKey;
import org.tipstaff.web.Problem;

/**
 * Calls that carried an {@code Idempotency-Key}: the same call again gets the same answer and does nothing; another call
 * under the key is refused. A key is kept in the transaction of its act, so that neither is there without the other.
 */
@ApplicationScoped
public class Idempotency {
    private static final KeyName FINGERPRINTS = new KeyName("call-bodies");

    private final DataSource database;
    private final Sealer sealer;
    private final Clock clock;

    public Idempotency(DataSource database, Sealer sealer, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * A POST that can be told apart from every other.
     *
     * @param route method and path
     * @param body of all bytes that were sent
     */
    public record Call(Actor actor, IdempotencyKey key, String route, Sha256 body) {}

    /** Thrown out of a transaction that is not needed: another one made the same call. */
    public static final class Answered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String result;

        Answered(String result) {
            super("The call was made before", null, false, false);
            this.result = result;
        }

        public String result() {
            return result;
        }
    }

    /**
     * The result that the same call had before.
     *
     * @throws Problem KEY_USED where the key was used for another call
     */
    @Transactional
    public Optional<String> before(Call call) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT route, body_hash, result FROM idempotency WHERE actor = ? AND key = ?")) {
            select.setString(1, call.actor().id());
            select.setString(2, call.key().value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!row.getString(1).equals(call.route()) || !row.getString(2).equals(fingerprint(call.body()))) {
                    throw Problem.of(
                            Problem.Kind.KEY_USED,
                            "This Idempotency-Key was used for another call, so nothing was done.");
                }
                return Optional.of(row.getString(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Idempotency keys cannot be read", e);
        }
    }

    /** Makes the call once: the act and its key are committed together. */
    public void once(Call call, Runnable act) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                claim(call, "");
                act.run();
            });
        } catch (Answered e) {
            // By a call at the same time or earlier: that was the act.
            return;
        }
    }

    /**
     * Takes the key for the caller's transaction; waits for another one that has it.
     *
     * @throws Answered where the same call was made before
     * @throws Problem KEY_USED where the key was used for another call
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void claim(Call call, String result) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO idempotency (actor, key, route, body_hash, result, created_at)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                    """)) {
            insert.setString(1, call.actor().id());
            insert.setString(2, call.key().value());
            insert.setString(3, call.route());
            insert.setString(4, fingerprint(call.body()));
            insert.setString(5, result);
            insert.setObject(6, Instant.now(clock).atOffset(ZoneOffset.UTC));
            if (insert.executeUpdate() == 1) {
                return;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Idempotency keys cannot be kept", e);
        }
        throw new Answered(before(call).orElseThrow());
    }

    /** Keyed: a body may hold a handle and little else that is not known. */
    private String fingerprint(Sha256 body) {
        return HexFormat.of().formatHex(sealer.fingerprint(FINGERPRINTS, body.hex()));
    }
}
