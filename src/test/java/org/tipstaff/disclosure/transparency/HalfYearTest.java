package org.tipstaff.disclosure.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HalfYearTest {
    @Test
    void the_last_microsecond_of_june_is_in_the_first_half() {
        assertThat(HalfYear.of(Instant.parse("2026-06-30T23:59:59.999999Z")).code())
                .isEqualTo("2026-H1");
        assertThat(HalfYear.of(Instant.parse("2026-07-01T00:00:00Z")).code()).isEqualTo("2026-H2");
    }

    @Test
    void a_half_year_ends_where_the_next_begins() {
        HalfYear second = new HalfYear(2026, 2);

        assertThat(second.to()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(second.next().from()).isEqualTo(second.to());
    }

    @Test
    void what_is_no_half_year_is_not_read() {
        assertThat(HalfYear.parse("2026-H3")).isEmpty();
        assertThat(HalfYear.parse("2026-h1")).isEmpty();
        assertThat(HalfYear.parse("2026-H1")).contains(new HalfYear(2026, 1));
    }

    @Test
    void periods_are_listed_newest_first() {
        assertThat(new HalfYear(2025, 2).until(new HalfYear(2026, 2)))
                .extracting(HalfYear::title)
                .containsExactly("2026 H2", "2026 H1", "2025 H2");
    }

    @Test
    void a_band_never_tells_the_number() {
        assertThat(TransparencyView.banded(0, 250)).isEqualTo("0 - 249");
        assertThat(TransparencyView.banded(249, 250)).isEqualTo("0 - 249");
        assertThat(TransparencyView.banded(250, 250)).isEqualTo("250 - 499");
        assertThat(TransparencyView.banded(1_333, 0)).isEqualTo("1,333");
    }
}
