package org.tipstaff.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshSignInTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final FreshSignIn fresh = new FreshSignIn(Clock.fixed(NOW, ZoneOffset.UTC), new FiveMinutes());

    @Test
    void a_sign_in_counts_for_five_minutes_to_the_second() {
        assertThat(fresh.isFresh(signedIn(NOW.minus(Duration.ofMinutes(5))))).isTrue();
        assertThat(fresh.isFresh(signedIn(NOW.minus(Duration.ofMinutes(5)).minusSeconds(1))))
                .isFalse();
    }

    @Test
    void a_sign_in_of_the_future_is_not_believed() {
        assertThat(fresh.isFresh(signedIn(NOW.plusSeconds(30)))).isTrue();
        assertThat(fresh.isFresh(signedIn(NOW.plusSeconds(31)))).isFalse();
    }

    @Test
    void whoever_signed_in_long_ago_is_sent_to_do_it_again_and_back() {
        assertThatThrownBy(() -> fresh.require(signedIn(NOW.minus(Duration.ofHours(1))), "/requests"))
                .isInstanceOfSatisfying(
                        FreshSignInRequired.class,
                        again -> assertThat(again.location())
                                .startsWith("/sign-in/fresh?to=")
                                .contains("requests"));
    }

    private static Actor signedIn(Instant at) {
        return new Actor("u1", "Rosa Alvarez", "officer@example.com", Set.of(Role.CUSTODIAN), null, at);
    }

    private record FiveMinutes() implements IdentityConfig {
        @Override
        public Duration freshFor() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration idle() {
            return Duration.ofMinutes(30);
        }

        @Override
        public Duration sessionLifetime() {
            return Duration.ofHours(10);
        }
    }
}
