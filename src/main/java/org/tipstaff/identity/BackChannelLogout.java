package org.tipstaff.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;

/**
 * The identity provider says that a session is over (OpenID Connect Back-Channel Logout 1.0 §2.5–2.8). What it says is
 * in PostgreSQL before it is answered; quarkus-oidc's own handler keeps it in memory, where a restart forgets it.
 */
@ApplicationScoped
public class BackChannelLogout {
    static final String PATH = "/sign-in/backchannel";

    private static final Logger LOG = Logger.getLogger(BackChannelLogout.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int LARGEST = 16 * 1024;

    private final TenantConfigBean tenants;
    private final Sessions sessions;
    private final AuditLog audit;

    public BackChannelLogout(TenantConfigBean tenants, Sessions sessions, AuditLog audit) {
        this.tenants = tenants;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Beside the pages' own filters, because the caller is a server: it has no cookie and no CSRF token. */
    void route(@Observes Router router) {
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST))
                .blockingHandler(this::answer, false);
    }

    @Scheduled(every = "1h", identity = "expired sessions")
    void forgetExpired() {
        sessions.forgetExpired();
    }

    private void answer(RoutingContext routing) {
        String token = routing.request().getFormAttribute("logout_token");
        Optional<JsonObject> claims = token == null ? Optional.empty() : verified(token);
        claims.ifPresent(this::end);
        routing.response()
                .setStatusCode(claims.isPresent() ? 200 : 400)
                .putHeader("Cache-Control", "no-store")
                .end();
    }

    private Optional<JsonObject> verified(String token) {
        TenantConfigContext tenant = tenants.getDefaultTenant();
        if (!tenant.ready()) {
            tenant = tenant.initialize().await().atMost(Duration.ofSeconds(10));
        }
        try {
            // Signature, issuer, audience, expiry.
            tenant.provider().verifyLogoutJwtToken(token);
            JsonObject claims = new JsonObject(
                    new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
            JsonObject events = claims.getJsonObject("events", new JsonObject());
            boolean ends = claims.containsKey("sid") || claims.containsKey("sub");
            return Optional.of(claims)
                    .filter(found -> ends && events.containsKey(EVENT) && !found.containsKey("nonce"));
        } catch (InvalidJwtException | DecodeException | ClassCastException e) {
            LOG.warn("A logout token was refused");
            return Optional.empty();
        }
    }

    private void end(JsonObject claims) {
        String session = claims.getString("sid", "");
        String subject = claims.getString("sub", "");
        QuarkusTransaction.requiringNew().run(() -> {
            if (session.isEmpty()) {
                sessions.endAllOf(subject);
            } else {
                sessions.endProviderSession(session);
            }
            Actor actor = new Actor(subject.isEmpty() ? "-" : subject, "", "", Set.of(), null, Instant.EPOCH);
            audit.record(AuditAction.SIGNED_OUT, actor, "-", Map.of("by", "provider"));
        });
    }
}
