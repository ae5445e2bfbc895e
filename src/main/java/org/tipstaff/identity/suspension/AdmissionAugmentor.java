package org.tipstaff.identity.suspension;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.ActorClaims;

/** Turns away whom the provider still vouches for but this portal has suspended, page or bearer token alike. */
@ApplicationScoped
public class AdmissionAugmentor implements SecurityIdentityAugmentor {
    private final Admissions admissions;

    public AdmissionAugmentor(Admissions admissions) {
        this.admissions = admissions;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        return context.runBlocking(() -> {
            ActorClaims claims = new ActorClaims(token::getClaim);
            Actor actor = claims.toActor(token.getName(), identity.getRoles(), Instant.EPOCH);
            return switch (admissions.admits(actor, claims.text("sid").orElse(""))) {
                case ADMITTED -> identity;
                case SUSPENDED -> throw new AccountSuspended(actor);
                case SESSION_ENDED -> throw new AuthenticationFailedException("The provider has ended the session");
            };
        });
    }
}
