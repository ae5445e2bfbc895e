package org.tipstaff.review;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.Direction;
import org.tipstaff.process.Policy;

class RowCapsTest {
    private static final Policy.Review POLICY = new Policy.Review(Set.of(), Set.of(), 10_000, 1_000, 600_000, Set.of());

    @Test
    void as_many_as_the_policy_allows_may_be_released() {
        assertThatCode(() -> {
                    RowCaps.require(POLICY, Direction.BY_SOURCE, 600_000);
                    RowCaps.require(POLICY, Direction.BY_TARGET, 1_000);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_reverse_request_stops_at_its_own_cap() {
        assertThatThrownBy(() -> RowCaps.require(POLICY, Direction.BY_TARGET, 1_001))
                .hasMessageContaining("1,000 rows")
                .hasMessageContaining("1,001");
    }

    @Test
    void no_request_asks_for_more_than_a_document_can_hold() {
        assertThatThrownBy(() -> RowCaps.require(POLICY, Direction.BY_SOURCE, 600_001))
                .hasMessageContaining("600,000 rows")
                .hasMessageContaining("600,001");
    }
}
