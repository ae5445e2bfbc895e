package org.tipstaff.identity;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who makes this request: the same for pages (session) and API (bearer token). */
@RequestScoped
public class CurrentActor {
    private final SecurityIdentity identity;
    private final Clock clock;
    private @Nullable Actor known;

    public CurrentActor(SecurityIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * The actor of a route that says who may call it.
     *
     * @throws UnauthorizedException where nobody has signed in
     */
    public Actor current() {
        Actor actor = known;
        if (actor == null) {
            if (identity.isAnonymous()) {
                throw new UnauthorizedException();
            }
            actor = actor();
            known = actor;
        }
        return actor;
    }

    /** The actor, or nobody: for public pages, where a dead session is no reason to ask for another sign-in. */
    public Optional<Actor> find() {
        try {
            return identity.isAnonymous() ? Optional.empty() : Optional.of(current());
        } catch (AuthenticationFailedException
                | AuthenticationCompletionException
                | UnauthorizedException
                | ForbiddenException e) {
            return Optional.empty();
        }
    }

    private Actor actor() {
        String subject = identity.getPrincipal().getName();
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            // A token without auth_time proves nothing about when.
            return new ActorClaims(token::getClaim).toActor(subject, identity.getRoles(), Instant.EPOCH);
        }
        // Any other mechanism proves the identity with the request itself; its facts are attributes.
        return new ActorClaims(identity::getAttribute).toActor(subject, identity.getRoles(), clock.instant());
    }
}
