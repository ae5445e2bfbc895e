package org.tipstaff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActorClaimsTest {
    private static final Instant OTHERWISE = Instant.parse("2026-11-24T12:00:00Z");

    private final Map<String, Object> claims = new HashMap<>(Map.of(
            "sub", "7f3c",
            "name", "Rosa Alvarez",
            "email", "officer@example.com",
            "agency_id", "bar-field-office",
            "agency_name", "Bureau of Alternate Records",
            "agency_kind", "FEDERAL",
            "agency_state", "US",
            "iat", 1_000_600L,
            "auth_time", 1_000_000L));

    private Actor actor(String... roles) {
        return new ActorClaims(claims::get).toActor("fallback", Set.of(roles), OTHERWISE);
    }

    @Test
    void an_officer_has_name_agency_and_the_time_of_the_sign_in() {
        assertThat(actor("officer", "default-roles-tipstaff"))
                .isEqualTo(new Actor(
                        "7f3c",
                        "Rosa Alvarez",
                        "officer@example.com",
                        Set.of(Role.OFFICER),
                        new Agency("bar-field-office", "Bureau of Alternate Records", Agency.Kind.FEDERAL, "US"),
                        Instant.ofEpochSecond(1_000_000)));
    }

    @Test
    void the_time_of_issue_does_not_stand_for_a_missing_time_of_sign_in() {
        claims.remove("auth_time");
        assertThat(actor().authenticatedAt()).isEqualTo(OTHERWISE);
    }

    @Test
    void a_time_of_sign_in_of_zero_says_nothing() {
        claims.put("auth_time", 0);
        assertThat(actor().authenticatedAt()).isEqualTo(OTHERWISE);
    }

    @Test
    void an_agency_of_unknown_kind_is_no_agency() {
        claims.put("agency_kind", "GALACTIC");
        assertThat(actor("officer").belongsTo()).isEmpty();
    }

    @Test
    void half_an_agency_is_no_agency() {
        claims.remove("agency_state");
        assertThat(actor("officer").belongsTo()).isEmpty();
    }

    @Test
    void nobody_is_the_portal_itself() {
        assertThat(actor("system", "auditor").roles()).containsExactly(Role.AUDITOR);
    }
}
