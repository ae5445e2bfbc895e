package org.tipstaff.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Step-up: what matters most asks for a sign-in of just now, not for a session that somebody may have left open. */
@ApplicationScoped
public class FreshSignIn {
    /** Clocks of two machines differ; a sign-in further ahead than this is not believed. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Clock clock;
    private final IdentityConfig config;

    public FreshSignIn(Clock clock, IdentityConfig config) {
        this.clock = clock;
        this.config = config;
    }

    /** Whether the actor proved who they are within {@code tipstaff.identity.fresh-for}. */
    public boolean isFresh(Actor actor) {
        Instant now = clock.instant();
        Instant at = actor.authenticatedAt();
        return !at.isBefore(now.minus(config.freshFor())) && !at.isAfter(now.plus(SKEW));
    }

    /**
     * @param returnTo the page to come back to, a path of this application
     * @throws FreshSignInRequired where the sign-in is too old
     */
    public void require(Actor actor, String returnTo) {
        if (!isFresh(actor)) {
            throw new FreshSignInRequired(LocalPath.of(returnTo));
        }
    }
}
