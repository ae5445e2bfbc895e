package org.tipstaff.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A bucket of tokens for each caller and {@link Quota}: full at first, one token a request, filled evenly. A bucket that
 * nobody used for a whole window is full again and need not be remembered, so the memory is bounded twice.
 */
@ApplicationScoped
public class RateLimits {
    private final LimitsConfig config;
    private final TimeMeter time;
    private final Cache<Caller, Bucket> buckets;

    public RateLimits(LimitsConfig config, Clock clock) {
        if (config.window().compareTo(Duration.ofSeconds(1)) < 0
                || config.window().getNano() != 0) {
            throw new IllegalArgumentException("tipstaff.limits.window is in whole seconds, one at least");
        }
        for (Quota quota : Quota.values()) {
            if (quota.most(config) < 1) {
                throw new IllegalArgumentException("tipstaff.limits." + quota.policy() + " is one at least");
            }
        }
        this.config = config;
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(config.callers())
                .expireAfterAccess(config.window())
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Who is counted: an account or an address. */
    private record Caller(Quota quota, String name) {
        @Override
        public String toString() {
            return "a caller of " + quota;
        }
    }

    /**
     * What is left of a caller's quota.
     *
     * @param allowed whether this request still was within it
     * @param remaining requests that may come at once
     * @param next seconds until there is one more, at least 1
     */
    record Left(Quota quota, int most, Duration window, boolean allowed, long remaining, long next) {
        /**
         * {@code RateLimit-Policy}, a structured field: quota in requests and window in seconds
         * (draft-ietf-httpapi-ratelimit-headers-10, section 3).
         */
        String policyField() {
            return "\"" + quota.policy() + "\";q=" + most + ";w=" + window.toSeconds();
        }

        /** {@code RateLimit}: what remains, and the seconds until there is more (the same draft, section 4). */
        String limitField() {
            return "\"" + quota.policy() + "\";r=" + remaining + ";t=" + next;
        }
    }

    boolean enabled() {
        return config.enabled();
    }

    /**
     * Takes one request off a caller's quota.
     *
     * @param caller id of an account or a network address; stays in memory only
     */
    Left take(Quota quota, String caller) {
        int most = quota.most(config);
        ConsumptionProbe probe =
                buckets.get(new Caller(quota, caller), key -> full(most)).tryConsumeAndReturnRemaining(1);
        long nanos = probe.isConsumed() ? config.window().toNanos() / most : probe.getNanosToWaitForRefill();
        long seconds = Math.max(1, -Math.floorDiv(-nanos, TimeUnit.SECONDS.toNanos(1)));
        return new Left(quota, most, config.window(), probe.isConsumed(), probe.getRemainingTokens(), seconds);
    }

    private Bucket full(int most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, config.window()))
                .withCustomTimePrecision(time)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
