package org.tipstaff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;

class RetentionPreviewTest {
    private static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");
    private static final Retention THIRTY = new Retention(LogKind.CAPABILITY_QUERY, Duration.ofDays(30), Instant.EPOCH);

    private static RetentionPreview preview(String from, String to) {
        return RetentionPreview.of(new TimeRange(Instant.parse(from), Instant.parse(to)), THIRTY, NOW);
    }

    @Test
    void days_before_the_cutoff_cannot_exist_and_the_day_of_the_cutoff_can() {
        RetentionPreview preview = preview("2026-10-20T00:00:00Z", "2026-11-01T00:00:00Z");
        assertThat(preview.asked()).isEqualTo(12);
        assertThat(preview.available()).isEqualTo(7);
        assertThat(preview.days().get(4).mayExist()).isFalse();
        assertThat(preview.days().get(5).mayExist()).isTrue();
    }

    @Test
    void a_row_at_the_cutoff_itself_is_gone() {
        assertThat(preview("2026-10-25T14:00:00Z", "2026-10-25T15:00:00Z").available())
                .isZero();
        assertThat(preview("2026-10-25T14:00:00Z", "2026-10-25T15:00:01Z").available())
                .isEqualTo(1);
    }

    @Test
    void days_to_come_cannot_exist() {
        RetentionPreview preview = preview("2026-11-23T00:00:00Z", "2026-11-27T00:00:00Z");
        assertThat(preview.asked()).isEqualTo(4);
        assertThat(preview.available()).isEqualTo(2);
        assertThat(preview("2026-11-25T00:00:00Z", "2026-11-27T00:00:00Z").available())
                .isZero();
    }

    @Test
    void a_range_of_centuries_lists_only_its_last_days() {
        RetentionPreview preview = preview("0001-01-01T00:00:00Z", "9999-01-01T00:00:00Z");
        assertThat(preview.asked()).isGreaterThan(3_000_000);
        assertThat(preview.available()).isEqualTo(31);
        assertThat(preview.days()).hasSize(RetentionPreview.MOST_DAYS);
    }
}
