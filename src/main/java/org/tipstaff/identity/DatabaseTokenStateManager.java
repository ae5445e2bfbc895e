package org.tipstaff.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Sessions.Owner;

/**
 * Keeps the tokens of a signed-in browser in PostgreSQL and gives the browser a random key to them, so that a sign-out
 * here, at the provider or by suspension also ends every copy of the cookie.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class DatabaseTokenStateManager implements TokenStateManager {
    /** Set by quarkus-oidc while it exchanges expired tokens for new ones. */
    private static final String REFRESHING = "refresh_token_grant_response";

    private static final String KEY = SessionKey.class.getName();

    private final Sessions sessions;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public DatabaseTokenStateManager(Sessions sessions, AuditLog audit, Clock clock) {
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext routing,
            OidcTenantConfig config,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> request) {
        SessionKey present = routing.get(KEY);
        boolean refreshing = isRefreshing(routing) && present != null;
        return request.runBlocking(
                () -> refreshing ? renew(present, tokens) : open(tokens, FreshSignInRedirect.before(routing)));
    }

    /**
     * A refresh keeps the key: pages load several things at once, and those already on their way with the old key would
     * find themselves signed out.
     */
    private String renew(SessionKey key, AuthorizationCodeTokens tokens) {
        if (!sessions.renew(key, key.seal(json(tokens)))) {
            throw new AuthenticationFailedException("The session has ended");
        }
        return key.cookie();
    }

    /** @param before the browser's session until now, whose place the new one takes */
    private String open(AuthorizationCodeTokens tokens, Optional<SessionKey> before) {
        SessionKey key = SessionKey.random(random);
        JsonObject id = claims(tokens.getIdToken());
        JsonObject access = claims(tokens.getAccessToken());
        Actor actor =
                new ActorClaims(id::getValue).toActor(id.getString("sub"), Set.copyOf(roles(access)), clock.instant());
        Owner owner = new Owner(actor.id(), id.getString("sid", ""));
        // The session and the entry that it began are one step.
        QuarkusTransaction.requiringNew().run(() -> {
            before.ifPresent(sessions::end);
            sessions.open(key, owner, key.seal(json(tokens)));
            audit.record(AuditAction.SIGNED_IN, actor, "-", Map.of());
        });
        return key.cookie();
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig config,
            String cookie,
            OidcRequestContext<AuthorizationCodeTokens> request) {
        return request.runBlocking(() -> {
            SessionKey key = SessionKey.of(cookie).orElseThrow(AuthenticationFailedException::new);
            Sessions.Found found = sessions.find(key).orElseThrow(AuthenticationFailedException::new);
            routing.put(KEY, key);
            routing.put(SessionEnd.SIGNED_IN, found.signedInAt());
            try {
                JsonObject tokens = new JsonObject(key.open(found.sealedTokens()));
                return new AuthorizationCodeTokens(
                        tokens.getString("id"), tokens.getString("access"), tokens.getString("refresh"));
            } catch (GeneralSecurityException | DecodeException e) {
                throw new AuthenticationFailedException(e);
            }
        });
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig config, String cookie, OidcRequestContext<Void> request) {
        if (isRefreshing(routing)) {
            return Uni.createFrom().voidItem();
        }
        return request.runBlocking(() -> {
            SessionKey.of(cookie).ifPresent(sessions::end);
            return null;
        });
    }

    private static boolean isRefreshing(RoutingContext routing) {
        return Boolean.TRUE.equals(routing.get(REFRESHING));
    }

    private static String json(AuthorizationCodeTokens tokens) {
        return new JsonObject()
                .put("id", tokens.getIdToken())
                .put("access", tokens.getAccessToken())
                .put("refresh", tokens.getRefreshToken())
                .encode();
    }

    /** The payload of a token that quarkus-oidc has already verified. */
    private static JsonObject claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // An opaque access token is allowed; it just says nothing here.
            return new JsonObject();
        }
    }

    private static Set<String> roles(JsonObject access) {
        JsonObject realm = access.getJsonObject("realm_access", new JsonObject());
        return realm.getJsonArray("roles", new io.vertx.core.json.JsonArray()).stream()
                .map(Object::toString)
                .collect(java.util.stream.Collectors.toSet());
    }
}
