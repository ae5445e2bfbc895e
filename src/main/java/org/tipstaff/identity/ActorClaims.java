package org.tipstaff.identity;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Claims of a verified token (OpenID Connect Core 1.0 §2, §5.1) as an {@link Actor}. An agency is four claims:
 * {@code agency_id}, {@code agency_name}, {@code agency_kind}, {@code agency_state}; they count together or not at all.
 */
public final class ActorClaims {
    private final Function<String, @Nullable Object> claims;

    /** @param claims a claim's value by its name: a string, a number, or nothing */
    public ActorClaims(Function<String, @Nullable Object> claims) {
        this.claims = claims;
    }

    /**
     * @param subject stands for {@code sub} where the claims have none
     * @param roles names as in {@link Role#claim()}; unknown ones say nothing, and nobody is {@link Role#SYSTEM}
     * @param otherwise when the person proved who they are, where the claims do not say
     */
    public Actor toActor(String subject, Set<String> roles, Instant otherwise) {
        return new Actor(
                text("sub").orElse(subject),
                text("name").or(() -> text("preferred_username")).orElse(subject),
                text("email").orElse(""),
                roles(roles),
                agency().orElse(null),
                authenticatedAt().orElse(otherwise));
    }

    /**
     * {@code auth_time}, in seconds since the epoch. Nothing stands in for it: {@code iat} says when the token was made, and
     * each refresh makes a new one without asking anybody for anything.
     */
    Optional<Instant> authenticatedAt() {
        return seconds("auth_time");
    }

    Optional<Agency> agency() {
        Optional<Agency.Kind> kind = text("agency_kind")
                .flatMap(name -> Arrays.stream(Agency.Kind.values())
                        .filter(known -> known.name().equals(name))
                        .findFirst());
        return text("agency_id")
                .flatMap(id -> text("agency_name")
                        .flatMap(name -> kind.flatMap(
                                known -> text("agency_state").map(state -> new Agency(id, name, known, state)))));
    }

    private static Set<Role> roles(Set<String> names) {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.SYSTEM && names.contains(role.claim()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<String> text(String claim) {
        Object value = claims.apply(claim);
        return value == null ? Optional.empty() : Optional.of(value.toString()).filter(text -> !text.isBlank());
    }

    private Optional<Instant> seconds(String claim) {
        Object value = claims.apply(claim);
        if (value instanceof Number number) {
            return Optional.of(number.longValue()).filter(second -> second > 0).map(Instant::ofEpochSecond);
        }
        return text(claim)
                .filter(text -> text.matches("[0-9]{1,12}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }
}
