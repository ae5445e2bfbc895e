package org.tipstaff.invitation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.sealed.LogFixture;

/** Two processes that both believe to have a partition: only one of them moves it. */
class TopicPositionsIT {
    private static final TopicPart PART = new TopicPart("topic-id", "invitations", 1);
    private static final InvitationLog.Appended TWO = new InvitationLog.Appended(2, 0, 0, 0, false);

    private final LogFixture fixture = new LogFixture();
    private final TopicPositions one = new TopicPositions(fixture.connections, fixture.clock);
    private final TopicPositions other = new TopicPositions(fixture.connections, fixture.clock);

    private static TopicBatch batch(long from, long until) {
        return new TopicBatch(PART, from, until, true, List.of());
    }

    @Test
    void a_new_partition_begins_where_kafka_begins_and_stays_where_it_was() {
        assertThat(one.of(PART, 17)).isEqualTo(TopicPosition.at(17));
        assertThat(other.of(PART, 30)).isEqualTo(TopicPosition.at(17));
        assertThat(one.of(new TopicPart("made anew", "invitations", 1), 0)).isEqualTo(TopicPosition.at(0));
    }

    @Test
    void a_claim_is_found_by_whoever_comes_next_and_cannot_be_made_twice() {
        one.of(PART, 0);
        one.claim(batch(0, 10));

        assertThat(other.of(PART, 0)).isEqualTo(new TopicPosition(0, OptionalLong.of(10)));
        assertThatThrownBy(() -> other.claim(batch(0, 8))).isInstanceOf(TopicPositions.Overtaken.class);
        assertThatThrownBy(() -> other.hold(batch(0, 8))).isInstanceOf(TopicPositions.Overtaken.class);
    }

    @Test
    void a_zombie_moves_nothing() {
        one.of(PART, 0);
        one.claim(batch(0, 10));
        other.hold(batch(0, 10));
        other.advance(batch(0, 10), TWO, List.of(new TopicBatch.Rejection(3, "not a JSON object")));

        assertThatThrownBy(() -> one.hold(batch(0, 10))).isInstanceOf(TopicPositions.Overtaken.class);
        assertThatThrownBy(() -> one.advance(batch(0, 10), TWO, List.of()))
                .isInstanceOf(TopicPositions.Overtaken.class);
        assertThatThrownBy(() -> one.claim(batch(0, 10))).isInstanceOf(TopicPositions.Overtaken.class);
        assertThat(one.of(PART, 0)).isEqualTo(TopicPosition.at(10));
        assertThat(fixture.number("SELECT accepted * 10 + rejected FROM invitation.topic_position"))
                .isEqualTo(21);
    }

    @Test
    void records_that_kafka_lost_are_counted_once() {
        one.of(PART, 0);
        one.claim(batch(0, 10));
        TopicPosition found = one.of(PART, 0);
        one.passOver(PART, found, 25);

        assertThatThrownBy(() -> other.passOver(PART, found, 25)).isInstanceOf(TopicPositions.Overtaken.class);
        assertThat(one.of(PART, 0)).isEqualTo(TopicPosition.at(25));
        assertThat(fixture.number("SELECT lost FROM invitation.topic_position")).isEqualTo(25);
    }
}
