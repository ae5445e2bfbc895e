package org.tipstaff.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * When the session of this request ends if nothing more is done: the earliest of the time that it may be unused, the time
 * that it may last in all, and the end of its cookie, which quarkus-oidc renews with the tokens only.
 */
@ApplicationScoped
public class SessionEnd {
    /** Where a request keeps since when its session is open. */
    static final String SIGNED_IN = SessionEnd.class.getName();

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;
    private final IdentityConfig config;
    private final Duration extension;
    private final Clock clock;

    public SessionEnd(
            SecurityIdentity identity,
            CurrentVertxRequest request,
            IdentityConfig config,
            @ConfigProperty(name = "quarkus.oidc.authentication.session-age-extension") Duration extension,
            Clock clock) {
        this.identity = identity;
        this.request = request;
        this.config = config;
        this.extension = extension;
        this.clock = clock;
    }

    /** Time left, of somebody who is signed in; never negative. */
    public Duration left() {
        Instant now = clock.instant();
        Instant end = Stream.of(unused(now), inAll(), cookie())
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(now);
        return end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
    }

    private Instant unused(Instant now) {
        return now.plus(config.idle());
    }

    private @Nullable Instant inAll() {
        RoutingContext routing = request.getCurrent();
        Instant signedIn = routing == null ? null : routing.get(SIGNED_IN);
        return signedIn == null ? null : signedIn.plus(config.sessionLifetime());
    }

    private @Nullable Instant cookie() {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0
                ? Instant.ofEpochSecond(token.getExpirationTime()).plus(extension)
                : null;
    }
}
