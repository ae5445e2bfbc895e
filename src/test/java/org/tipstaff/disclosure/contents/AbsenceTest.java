package org.tipstaff.disclosure.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.disclosure.DisclosureFixtures.AS_OF;
import static org.tipstaff.disclosure.DisclosureFixtures.RANGE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;

class AbsenceTest {
    @Test
    void a_log_without_retention_was_never_held() {
        assertThat(Absence.of(DisclosureFixtures.coverage(), LogKind.SIGN_IN, RANGE))
                .isEqualTo(Absence.NEVER_HELD);
    }

    @Test
    void a_range_that_ends_at_the_first_instant_kept_has_aged_out() {
        Instant cutoff = AS_OF.minus(Retention.DEFAULT);
        TimeRange old = new TimeRange(cutoff.minusSeconds(60), cutoff);
        assertThat(of(List.of(), old)).isEqualTo(Absence.AGED_OUT);
        assertThat(of(List.of(), new TimeRange(old.from(), cutoff.plusSeconds(1))))
                .isEqualTo(Absence.NONE_IN_THIS_TIME);
    }

    @Test
    void gaps_that_together_cover_what_was_kept_are_the_reason() {
        Instant middle = RANGE.from().plus(Duration.ofDays(3));
        TimeRange first = new TimeRange(RANGE.from(), middle);
        TimeRange second = new TimeRange(middle, RANGE.to());
        assertThat(of(List.of(second, first), RANGE)).isEqualTo(Absence.GAP);
        assertThat(of(List.of(second), RANGE)).isEqualTo(Absence.NONE_IN_THIS_TIME);
        assertThat(of(List.of(first), RANGE)).isEqualTo(Absence.NONE_IN_THIS_TIME);
    }

    private static Absence of(List<TimeRange> gaps, TimeRange range) {
        Retention kept = new Retention(LogKind.CAPABILITY_QUERY, Retention.DEFAULT, Instant.EPOCH);
        Coverage coverage = new Coverage(
                range, AS_OF, Map.of(kept.log(), kept), Map.of(kept.log(), kept.cutoff(AS_OF)), List.of(), gaps);
        return Absence.of(coverage, kept.log(), range);
    }
}
