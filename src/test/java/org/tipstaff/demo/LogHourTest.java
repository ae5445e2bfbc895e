package org.tipstaff.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;

class LogHourTest {
    private static final long HOUR = 498_000;

    @Test
    void the_same_seed_gives_the_same_rows_in_order_of_time() {
        List<LogRecord> rows = rows(7, HOUR, 5_000);
        assertThat(rows).isEqualTo(rows(7, HOUR, 5_000)).isNotEqualTo(rows(8, HOUR, 5_000));
        assertThat(rows).isSortedAccordingTo(Comparator.comparing(LogRecord::occurredAt));
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.occurredAt().getEpochSecond() / LogHour.SECONDS)
                        .isEqualTo(HOUR));
        assertThat(rows).extracting(LogRecord::log).contains(LogKind.values());
    }

    @Test
    void the_handle_of_the_first_rank_comes_up_most_and_the_many_seldom() {
        Map<Handle, Integer> counts = new HashMap<>();
        rows(1, HOUR, 20_000).forEach(row -> counts.merge(row.source(), 1, Integer::sum));
        counts.remove(DemoHandles.HEAVY);
        int most = counts.values().stream().max(Integer::compareTo).orElseThrow();
        assertThat(counts.get(DemoHandles.ofRank(0))).isEqualTo(most).isBetween(1_000, 2_500);
        assertThat(counts).hasSizeGreaterThan(3_000);
    }

    @Test
    void the_light_handle_has_rows_of_both_logs_in_any_two_days() {
        for (long first = HOUR; first < HOUR + 60; first++) {
            Set<LogKind> logs = new HashSet<>();
            for (long hour = first; hour < first + 48; hour++) {
                LogHour.knownRows(1, hour).stream()
                        .filter(row -> row.source().equals(DemoHandles.LIGHT))
                        .forEach(row -> logs.add(row.log()));
            }
            assertThat(logs).containsExactlyInAnyOrder(LogKind.CAPABILITY_QUERY, LogKind.FACETIME_INVITATION);
        }
    }

    @Test
    void drawn_handles_are_distinct_and_never_one_of_the_known() {
        Set<Handle> handles = new HashSet<>();
        for (long rank = 0; rank < 100_000; rank++) {
            assertThat(handles.add(DemoHandles.ofRank(rank))).isTrue();
        }
        assertThat(handles).doesNotContain(DemoHandles.LIGHT, DemoHandles.HEAVY, DemoHandles.ABSENT);
    }

    private static List<LogRecord> rows(long seed, long hour, long others) {
        List<LogRecord> rows = new ArrayList<>();
        new LogHour(seed, hour, others, new Ranks(40_000)).forEachRemaining(rows::add);
        return rows;
    }
}
