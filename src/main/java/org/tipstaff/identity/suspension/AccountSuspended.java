package org.tipstaff.identity.suspension;

import io.quarkus.security.ForbiddenException;
import org.tipstaff.identity.Actor;

/** The provider vouches for somebody whom this portal has suspended, or whose agency it has. */
public final class AccountSuspended extends ForbiddenException {
    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    AccountSuspended(Actor actor) {
        super("The account or its agency has been suspended");
        this.actor = actor;
    }

    /** Who is kept out. */
    public Actor actor() {
        return actor;
    }
}
