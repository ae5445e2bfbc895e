package org.tipstaff.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.RequestQuery;
import org.tipstaff.request.Status;

class QueueQueryTest {
    private static final Actor REVIEWER =
            new Actor("reviewer", "M. Okonjo", "", Set.of(Role.REVIEWER), null, Instant.EPOCH);

    @Test
    void without_filters_it_is_what_waits_by_due_date() {
        RequestQuery query = QueueQuery.of(Map.of(), 1).toRequests(REVIEWER);

        assertThat(query.statuses())
                .containsExactlyInAnyOrder(Status.SUBMITTED, Status.IN_REVIEW, Status.SECOND_REVIEW);
        assertThat(query.order()).isEqualTo(RequestQuery.Order.DUE_FIRST);
        assertThat(query.claimedBy()).isNull();
    }

    @Test
    void all_requests_come_newest_first() {
        RequestQuery query = QueueQuery.of(Map.of("status", "all"), 1).toRequests(REVIEWER);

        assertThat(query.statuses()).isEmpty();
        assertThat(query.order()).isEqualTo(RequestQuery.Order.NEWEST_FIRST);
    }

    @Test
    void mine_are_those_that_i_claimed_and_nobodys_those_without_a_claim() {
        assertThat(QueueQuery.of(Map.of("who", "mine"), 1).toRequests(REVIEWER).claimedBy())
                .isEqualTo("reviewer");
        assertThat(QueueQuery.of(Map.of("who", "nobody"), 1)
                        .toRequests(REVIEWER)
                        .claimedBy())
                .isEmpty();
    }

    @Test
    void a_value_that_does_not_exist_filters_nothing() {
        QueueQuery query = QueueQuery.of(Map.of("status", "GONE", "instrument", "WRIT", "who", "them"), -5);

        assertThat(query.isQueue()).isTrue();
        assertThat(query.instrument()).isEmpty();
        assertThat(query.who()).isEmpty();
        assertThat(query.page()).isEqualTo(1);
    }

    @Test
    void requests_are_grouped_by_how_soon_they_are_due() {
        assertThat(QueueView.title(Duration.ofSeconds(-1))).isEqualTo("Overdue");
        assertThat(QueueView.title(Duration.ofHours(24))).isEqualTo("Due within 24 hours");
        assertThat(QueueView.title(Duration.ofDays(7))).isEqualTo("Due within a week");
        assertThat(QueueView.title(Duration.ofDays(8))).isEqualTo("Later");
    }
}
