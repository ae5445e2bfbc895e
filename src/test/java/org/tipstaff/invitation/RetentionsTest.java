package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static LogSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(LogSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(LogSettings.class);
    }
}
