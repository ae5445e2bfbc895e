package org.tipstaff.invitation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.ingest.RecordLines;

/** Which records are a batch, and what of a batch is a row. */
class OpenPartitionTest {
    private final OpenPartition partition = new OpenPartition(new TopicPart("id", "invitations", 2), 0);

    private void add(long from, long until) {
        for (long offset = from; offset < until; offset++) {
            partition.add(offset, new byte[0]);
        }
    }

    private TopicBatch batch(long consumed) {
        return partition.batch(consumed).orElseThrow();
    }

    @Test
    void without_a_claim_all_that_is_here_is_a_batch_and_nothing_more_is_read_before_it_is_in_the_log() {
        partition.place(TopicPosition.at(5));
        assertThat(partition.wantsMore(5)).isTrue();
        assertThat(partition.batch(5)).isEmpty();
        add(7, 9);

        assertThat(partition.wantsMore(9)).isFalse();
        assertThat(batch(9).from()).isEqualTo(5);
        assertThat(batch(9).until()).isEqualTo(9);
        assertThat(batch(9).claimed()).isFalse();
        partition.appended(batch(9));
        assertThat(partition.next()).isEqualTo(9);
        assertThat(partition.wantsMore(9)).isTrue();
    }

    @Test
    void a_claim_is_waited_for_and_cut_exactly_where_it_ends() {
        partition.place(new TopicPosition(5, OptionalLong.of(9)));
        add(5, 8);
        assertThat(partition.wantsMore(8)).isTrue();
        assertThat(partition.batch(8)).isEmpty();
        add(8, 12);

        TopicBatch claimed = batch(12);
        assertThat(claimed.key()).isEqualTo("kafka/id/2/5-9");
        assertThat(claimed.claimed()).isTrue();
        assertThat(claimed.lines()).extracting(TopicBatch.Line::offset).containsExactly(5L, 6L, 7L, 8L);
        partition.appended(claimed);
        assertThat(batch(12).lines()).extracting(TopicBatch.Line::offset).containsExactly(9L, 10L, 11L);
    }

    @Test
    void a_claim_whose_records_kafka_has_compacted_away_still_ends() {
        partition.place(new TopicPosition(5, OptionalLong.of(9)));
        add(12, 13);

        assertThat(batch(13).lines()).isEmpty();
        partition.appended(batch(13));
        assertThat(batch(13).from()).isEqualTo(9);
    }

    @Test
    void after_a_failure_all_is_forgotten_and_looked_up_again_after_a_pause_that_grows() {
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(partition.wantsPlace(0)).isTrue();
        partition.place(TopicPosition.at(5));
        add(5, 9);
        partition.failed(0);

        assertThat(partition.batch(9)).isEmpty();
        assertThat(partition.wantsMore(9)).isFalse();
        assertThat(partition.wantsPlace(second - 1)).isFalse();
        assertThat(partition.wantsPlace(second)).isTrue();
        partition.failed(second);
        assertThat(partition.wantsPlace(3 * second - 1)).isFalse();
        for (int i = 0; i < 20; i++) {
            partition.failed(0);
        }
        assertThat(partition.wantsPlace(30 * second)).isTrue();
    }

    @Test
    void what_is_no_row_is_named_by_its_offset_and_never_quoted() {
        TopicBatch.Rows rows = new TopicBatch(
                        new TopicPart("id", "invitations", 0),
                        0,
                        9,
                        true,
                        List.of(
                                line(0, "{\"log\":\"+12025550199\"}"),
                                new TopicBatch.Line(1, null),
                                line(
                                        2,
                                        "{\"log\":\"SIGN_IN\",\"occurredAt\":\"2026-11-20T08:00:00Z\",\"sourceHandle\":\"+12025550199\"}"),
                                line(3, "x".repeat(RecordLines.MAX_LINE + 1)),
                                line(4, "")))
                .rows();

        assertThat(rows).toIterable().hasSize(1);
        assertThat(rows.rejections()).extracting(TopicBatch.Rejection::offset).containsExactly(0L, 1L, 3L, 4L);
        assertThat(rows.rejections().toString()).doesNotContain("2025550199").contains("log is none of the logs");
    }

    private static TopicBatch.Line line(long offset, String text) {
        return new TopicBatch.Line(offset, text.getBytes(StandardCharsets.UTF_8));
    }
}
