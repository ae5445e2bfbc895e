package org.tipstaff.identity;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps what was typed while the person signs in again. It lies in the database sealed under a key that only the browser
 * has, in a cookie of its own, so that neither a thief of the database nor the next person at another machine reads
 * it; whoever signs in as somebody else at the same browser does not get it either.
 */
@ApplicationScoped
public class KeptForms {
    /** A sign-in with a forgotten password takes minutes, not hours. */
    static final Duration KEPT = Duration.ofMinutes(30);

    private static final String COOKIE = HostCookies.INSIDE + "kept";

    private final DataSource database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public KeptForms(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps a form in place of what the browser had kept before. */
    public void keep(KeptForm form, RoutingContext routing) {
        forget(routing);
        SessionKey key = SessionKey.random(random);
        run(
                "INSERT INTO kept_form (key_hash, sealed, kept_at) VALUES (?, ?, ?)",
                key.hash(),
                key.seal(form.json()),
                Timestamp.from(clock.instant()));
        set(routing, Cookie.cookie(COOKIE, key.cookie()).setMaxAge(KEPT.toSeconds()));
    }

    /** What this browser has kept and nobody sent since. */
    public Optional<KeptForm> find(RoutingContext routing) {
        return key(routing)
                .flatMap(key -> bytes(key).map(bytes -> {
                    try {
                        return KeptForm.parse(key.open(bytes));
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException("A kept form was changed", e);
                    }
                }));
    }

    /** Forgets it: it was sent, or is not wanted any more. */
    public void forget(RoutingContext routing) {
        key(routing).ifPresent(key -> {
            run("DELETE FROM kept_form WHERE key_hash = ?", (Object) key.hash());
            set(routing, Cookie.cookie(COOKIE, "").setMaxAge(0));
        });
    }

    @Scheduled(every = "10m", identity = "kept forms")
    void forgetOld() {
        run(
                "DELETE FROM kept_form WHERE kept_at < ?",
                Timestamp.from(clock.instant().minus(KEPT)));
    }

    /** Whether this browser may have something kept, without asking the database. */
    public static boolean has(RoutingContext routing) {
        return key(routing).isPresent();
    }

    private static void set(RoutingContext routing, Cookie cookie) {
        routing.response().addCookie(cookie.setPath("/").setHttpOnly(true).setSecure(true));
    }

    private static Optional<SessionKey> key(RoutingContext routing) {
        return Optional.ofNullable(routing.request().getCookie(COOKIE))
                .flatMap(cookie -> SessionKey.of(cookie.getValue()));
    }

    private Optional<byte[]> bytes(SessionKey key) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT sealed FROM kept_form WHERE key_hash = ? AND kept_at > ?")) {
            select.setBytes(1, key.hash());
            select.setTimestamp(2, Timestamp.from(clock.instant().minus(KEPT)));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A kept form cannot be read", e);
        }
    }

    private void run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The kept forms cannot be written", e);
        }
    }
}
