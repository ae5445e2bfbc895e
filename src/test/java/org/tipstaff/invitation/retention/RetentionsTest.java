package org.tipstaff.invitation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.sealed.LogSettings;

class RetentionsTest {
    private static final Instant CHANGE = Instant.parse("2026-10-01T00:00:00Z");

    @Test
    void without_configuration_every_log_is_kept_thirty_days() {
        LogSettings settings = settings(Map.of());
        assertThat(settings.retentions()).isEqualTo(Retentions.defaults());
        assertThat(settings.retentions().inForce(LogKind.SIGN_IN, CHANGE).value())
                .isEqualTo(Duration.ofHours(720));
        assertThat(settings.toleratedClockDifference()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.purgeSettles()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.purgePatience()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void a_value_is_in_force_from_its_instant_on_and_only_for_its_log() {
        Retentions retentions = settings(Map.of(
                        "tipstaff.log.retention[0].log", "CAPABILITY_QUERY",
                        "tipstaff.log.retention[0].value", "PT600H",
                        "tipstaff.log.retention[0].from", "2026-10-01T00:00:00Z"))
                .retentions();

        assertThat(retentions
                        .inForce(LogKind.CAPABILITY_QUERY, CHANGE.minusNanos(1))
                        .value())
                .isEqualTo(Duration.ofDays(30));
        assertThat(retentions.inForce(LogKind.CAPABILITY_QUERY, CHANGE).value()).isEqualTo(Duration.ofDays(25));
        assertThat(retentions.inForce(LogKind.SIGN_IN, CHANGE).value()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void two_values_of_a_log_for_one_instant_are_refused() {
        Retention one = new Retention(LogKind.SIGN_IN, Duration.ofDays(25), CHANGE);
        assertThatThrownBy(() -> new Retentions(List.of(one, one))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retentions(List.of(new Retention(LogKind.SIGN_IN, Duration.ZERO, CHANGE))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_longer_value_brings_nothing_back() {
        Retentions retentions = new Retentions(List.of(
                new Retention(LogKind.SIGN_IN, Duration.ofDays(10), Instant.EPOCH),
                new Retention(LogKind.SIGN_IN, Duration.ofDays(30), CHANGE)));
        Instant lastUnderTheShorter = CHANGE.minus(Duration.ofDays(10)).minus(1, ChronoUnit.MICROS);

        assertThat(cutoff(retentions, CHANGE)).isEqualTo(lastUnderTheShorter);
        assertThat(cutoff(retentions, CHANGE.plus(Duration.ofDays(5)))).isEqualTo(lastUnderTheShorter);
        assertThat(cutoff(retentions, CHANGE.plus(Duration.ofDays(30)))).isEqualTo(CHANGE);
    }

    @Test
    void what_had_expired_when_the_purge_ran_stays_expired_but_not_for_a_pin() {
        Instant expired = CHANGE.minus(Duration.ofDays(1));
        Retentions retentions = new Retentions(List.of(), Map.of(LogKind.SIGN_IN, expired));

        assertThat(cutoff(retentions, CHANGE)).isEqualTo(expired);
        assertThat(cutoff(retentions.pinned(), CHANGE)).isEqualTo(CHANGE.minus(Duration.ofDays(30)));
    }

    @Test
    void the_last_decision_governs_from_its_instant_on() {
        Retentions retentions = Retentions.defaults()
                .decided(new Retention(LogKind.SIGN_IN, Duration.ofDays(5), CHANGE.plus(Duration.ofDays(30))))
                .decided(new Retention(LogKind.SIGN_IN, Duration.ofDays(29), CHANGE));

        assertThat(retentions
                        .inForce(LogKind.SIGN_IN, CHANGE.plus(Duration.ofDays(60)))
                        .value())
                .isEqualTo(Duration.ofDays(29));
    }

    /**
     * Against the definition, taken literally: a row is expired at an instant if at some instant until then the value
     * of that instant had let it expire.
     */
    @Test
    void for_any_history_a_row_is_expired_exactly_if_it_was_expired_once() {
        Random random = new Random(20261124);
        for (int trial = 0; trial < 500; trial++) {
            Retentions retentions = Retentions.defaults();
            for (int entry = random.nextInt(6); entry > 0; entry--) {
                retentions = retentions.decided(new Retention(
                        LogKind.SIGN_IN, Duration.ofHours(1 + random.nextInt(60)), hour(random.nextInt(200))));
            }
            Instant at = hour(random.nextInt(260));
            Instant cutoff = cutoff(retentions, at);
            for (int row = -80; row < 260; row += 3) {
                boolean expired = !hour(row).isAfter(cutoff);
                assertThat(expired)
                        .as("%s, row %s at %s", retentions.history(), hour(row), at)
                        .isEqualTo(wasExpiredOnce(retentions, hour(row), at));
            }
            assertThat(cutoff(retentions, at.plus(Duration.ofHours(random.nextInt(50)))))
                    .as("the cut-off never goes back")
                    .isAfterOrEqualTo(cutoff);
        }
    }

    private static boolean wasExpiredOnce(Retentions retentions, Instant row, Instant at) {
        // The values change at full hours: the last microsecond before each, and each, are all that can matter.
        for (int hour = -1; !hour(hour).isAfter(at); hour++) {
            for (Instant then : List.of(hour(hour).minus(1, ChronoUnit.MICROS), hour(hour))) {
                Duration value = retentions.inForce(LogKind.SIGN_IN, then).value();
                if (!row.isAfter(then.minus(value))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Instant hour(int number) {
        return CHANGE.plus(Duration.ofHours(number));
    }

    private static Instant cutoff(Retentions retentions, Instant at) {
        return retentions.inForce(LogKind.SIGN_IN, at).cutoff(at);
    }

    private static LogSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(LogSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(LogSettings.class);
    }
}
