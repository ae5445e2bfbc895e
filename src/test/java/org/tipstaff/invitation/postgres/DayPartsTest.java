package org.tipstaff.invitation.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.invitation.day.LogDay;

class DayPartsTest {
    private static final LogDay DAY = new LogDay(LocalDate.of(2026, 11, 20));

    @ParameterizedTest
    @ValueSource(ints = {2, 24, 96, 288})
    void parts_follow_each_other_from_the_first_instant_of_the_day_to_the_last(int number) {
        List<DayParts.Part> parts = new DayParts(number).of(DAY);

        assertThat(parts).hasSize(number);
        Instant reached = DAY.start();
        for (DayParts.Part part : parts) {
            assertThat(part.from()).isEqualTo(reached);
            reached = part.to();
        }
        assertThat(reached).isEqualTo(DAY.end());
        assertThat(parts).extracting(DayParts.Part::table).doesNotHaveDuplicates();
    }

    @Test
    void a_part_is_named_by_the_minute_that_it_begins_in() {
        assertThat(new DayParts(96).of(DAY).get(27).table()).isEqualTo("invitation.record_20261120_0645");
    }

    @Test
    void one_part_is_the_day_itself() {
        assertThat(DayParts.ONE.of(DAY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7, 289, 1440})
    void a_number_that_makes_no_parts_of_whole_minutes_or_too_many_is_refused_by_name(int number) {
        assertThatThrownBy(() -> new DayParts(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tipstaff.log.parts-of-a-day")
                .hasMessageContaining("not " + number);
    }
}
