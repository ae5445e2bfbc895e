package org.tipstaff.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {
    private final ByHand clock = new ByHand();

    /** Stands still but for what a test adds. */
    private static final class ByHand extends Clock {
        private Instant now = Instant.parse("2026-11-20T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    private record Settings(Duration window, int filings) implements LimitsConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public int lookUps() {
            return 2;
        }

        @Override
        public int signIns() {
            return 2;
        }

        @Override
        public int callers() {
            return 1000;
        }
    }

    private final RateLimits limits = new RateLimits(new Settings(Duration.ofMinutes(1), 3), clock);

    @Test
    void so_many_at_once_then_as_they_come_back_evenly() {
        for (int left = 2; left >= 0; left--) {
            RateLimits.Left answer = limits.take(Quota.FILING, "a");
            assertThat(answer.allowed()).isTrue();
            assertThat(answer.limitField()).isEqualTo("\"filings\";r=" + left + ";t=20");
            assertThat(answer.policyField()).isEqualTo("\"filings\";q=3;w=60");
        }
        clock.pass(Duration.ofMillis(500));
        RateLimits.Left refused = limits.take(Quota.FILING, "a");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.limitField()).as("rounded up").isEqualTo("\"filings\";r=0;t=20");

        clock.pass(Duration.ofSeconds(20));
        assertThat(limits.take(Quota.FILING, "a").allowed()).isTrue();
        assertThat(limits.take(Quota.FILING, "a").allowed()).isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(limits.take(Quota.FILING, "a").remaining()).isEqualTo(2);
    }

    @Test
    void what_one_does_is_not_counted_to_another_nor_one_thing_to_another() {
        limits.take(Quota.LOOK_UP, "a");
        limits.take(Quota.LOOK_UP, "a");
        assertThat(limits.take(Quota.LOOK_UP, "a").allowed()).isFalse();

        assertThat(limits.take(Quota.LOOK_UP, "b").allowed()).isTrue();
        assertThat(limits.take(Quota.FILING, "a").allowed()).isTrue();
    }

    @Test
    void a_setting_that_lets_nobody_in_stops_the_start() {
        assertThatThrownBy(() -> new RateLimits(new Settings(Duration.ofMinutes(1), 0), clock))
                .hasMessageContaining("tipstaff.limits.filings");
        assertThatThrownBy(() -> new RateLimits(new Settings(Duration.ofMillis(1500), 1), clock))
                .hasMessageContaining("tipstaff.limits.window");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,  /verify,                      LOOK_UP",
                "POST, /verify,                      LOOK_UP",
                "GET,  /api/v1/verify/00ff,          LOOK_UP",
                "GET,  /transparency/figures.csv,    LOOK_UP",
                "GET,  /sign-in,                     SIGN_IN",
                "GET,  /sign-in/callback,            SIGN_IN",
                "POST, /sign-in/backchannel,         -",
                "POST, /api/v1/requests,             FILING",
                "GET,  /api/v1/requests,             -",
                "POST, /requests/new,                FILING",
                "POST, /requests/new/7f/document,    FILING",
                "POST, /requests/new/7f/check,       FILING",
                "POST, /requests/new/7f/terms,       -",
                "POST, /api/v1/log/records,          -",
                "GET,  /,                            -"
            })
    void what_is_counted(String method, String path, @Nullable Quota expected) {
        assertThat(Quota.of(HttpMethod.valueOf(method), path).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,          192.0.2.7,            true",
        "192.0.2.7,          192.0.2.8,            false",
        "192.0.2.7,          ::ffff:192.0.2.7,     true",
        "::ffff:192.0.2.7,   ::ffff:192.0.2.8,     false",
        "2001:db8::1,        2001:db8::ffff:1,     true",
        "2001:db8::1,        2001:db8:0:1::1,      false"
    })
    void whoever_has_many_addresses_is_one_caller(String one, String other, boolean same) {
        assertThat(network(one).equals(network(other))).isEqualTo(same);
    }

    private static String network(String address) {
        return RateLimitFilter.network(SocketAddress.inetSocketAddress(4711, address));
    }
}
