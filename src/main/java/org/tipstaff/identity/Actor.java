package org.tipstaff.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, as the identity provider says.
 *
 * @param id the provider's stable subject
 * @param name as shown to others, for example {@code Det. R. Alvarez}
 * @param email where notices go; empty for services
 * @param agency only officers have one
 * @param authenticatedAt when the person last proved who they are ({@code auth_time}); the epoch where the token does not say
 */
public record Actor(
        String id,
        String name,
        String email,
        Set<Role> roles,
        @Nullable Agency agency,
        Instant authenticatedAt) {
    /** The portal itself. */
    public static final Actor SYSTEM = new Actor("system", "Tipstaff", "", Set.of(Role.SYSTEM), null, Instant.EPOCH);

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public Optional<Agency> belongsTo() {
        return Optional.ofNullable(agency);
    }

    @Override
    public String toString() {
        return id;
    }
}
