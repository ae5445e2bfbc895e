package org.tipstaff.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.hold.HoldFixture.ALICE;
import static org.tipstaff.hold.HoldFixture.BOB;
import static org.tipstaff.hold.HoldFixture.CAROL;
import static org.tipstaff.hold.HoldFixture.CASE;
import static org.tipstaff.hold.HoldFixture.RECEIVED;
import static org.tipstaff.hold.HoldFixture.query;
import static org.tipstaff.hold.HoldFixture.terms;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.Siege;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;

/** Process follows a preservation letter: no preserved row is lost, and none is there twice. */
@Siege
class TakeoverIT {
    private static final CaseReference PROCESS = new CaseReference("TS-26-000018");
    /** When the log has forgotten what is older than 1 November, but not the rest. */
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

    private static final Terms LETTER = terms(ALICE, BOB);
    private static final Terms WARRANT = terms(Set.of(ALICE, BOB), "2026-10-25T00:00:00Z", "2026-11-28T00:00:00Z");

    private static final LogRecord FORGOTTEN = query(Instant.parse("2026-11-01T00:00:00Z"), ALICE, CAROL);
    private static final LogRecord IN_BOTH = query(Instant.parse("2026-11-05T08:00:00Z"), ALICE, BOB);
    private static final LogRecord AT_ONCE = query(IN_BOTH.occurredAt(), BOB, CAROL);
    private static final LogRecord SINCE = query(Instant.parse("2026-11-25T08:00:00Z"), BOB, CAROL);

    private HoldFixture fixture;
    private Holds holds;

    @BeforeEach
    void fresh() throws Exception {
        fixture = HoldFixture.fresh();
        holds = fixture.holds;
    }

    private void preserved(LogRecord... rows) throws Exception {
        fixture.log.holds(List.of(rows));
        fixture.held(LETTER);
    }

    private Snapshot followedBy(Terms terms) throws Exception {
        HoldFixture.inTransaction(() -> {
            holds.begin(PROCESS, terms, LATER);
            return true;
        });
        return holds.seal(PROCESS, terms, CASE);
    }

    private List<LogRecord> rows(Terms terms) throws IOException {
        List<LogRecord> rows = new ArrayList<>();
        holds.open(PROCESS, terms, terms, (item, row) -> rows.add(row));
        return rows;
    }

    @Test
    void what_the_log_has_forgotten_comes_from_the_letter_and_what_both_have_comes_once() throws Exception {
        preserved(FORGOTTEN, IN_BOTH, AT_ONCE);
        fixture.log.holds(List.of(FORGOTTEN, IN_BOTH, AT_ONCE, SINCE));

        Snapshot held = followedBy(WARRANT);

        assertThat(rows(WARRANT)).containsExactly(FORGOTTEN, IN_BOTH, AT_ONCE, SINCE);
        assertThat(held.rows()).isEqualTo(4);
        assertThat(holds.rowsWithin(PROCESS, WARRANT, WARRANT)).isEqualTo(4);
        assertThat(fixture.log.pins).isEmpty();
    }

    @Test
    void only_what_the_new_process_names_is_taken_over() throws Exception {
        preserved(FORGOTTEN, IN_BOTH, AT_ONCE);
        fixture.log.holds(List.of());
        Terms bobOnly = terms(BOB);

        assertThat(followedBy(bobOnly).rows()).isEqualTo(1);
        assertThat(rows(bobOnly)).containsExactly(AT_ONCE);
    }

    @Test
    void rows_that_say_the_same_are_as_many_as_in_the_fuller_of_the_two() throws Exception {
        preserved(IN_BOTH, IN_BOTH, IN_BOTH);
        fixture.log.holds(List.of(IN_BOTH, IN_BOTH));

        followedBy(WARRANT);

        assertThat(rows(WARRANT)).containsExactly(IN_BOTH, IN_BOTH, IN_BOTH);
    }

    @Test
    void a_letter_that_is_no_longer_held_stops_the_sealing_and_the_log_stays_pinned() throws Exception {
        preserved(FORGOTTEN);
        holds.destroy(CASE, "EXPIRED");

        assertThatThrownBy(() -> followedBy(WARRANT)).isInstanceOf(IllegalStateException.class);

        assertThat(holds.progress(PROCESS).state()).isEqualTo(HoldState.FAILED);
        assertThat(fixture.log.pins).containsKey(PROCESS.value());
    }

    @Test
    void the_coverage_reaches_back_to_the_letter_and_says_what_lies_between() throws Exception {
        preserved(FORGOTTEN);
        Terms afterwards = terms(Set.of(ALICE), "2026-10-01T00:00:00Z", "2026-12-25T00:00:00Z");
        Instant muchLater = RECEIVED.plus(Duration.ofDays(60));
        HoldFixture.inTransaction(() -> {
            holds.begin(PROCESS, afterwards, muchLater);
            return true;
        });

        var coverage =
                Objects.requireNonNull(holds.seal(PROCESS, afterwards, CASE).coverage());

        assertThat(coverage.cutoff().values()).containsOnly(RECEIVED.minus(Duration.ofDays(30)));
        // The letter asked from 1 to 20 November; the log of that day held what came after 21 October.
        assertThat(coverage.gaps())
                .contains(
                        new TimeRange(
                                RECEIVED.minus(Duration.ofDays(30)),
                                LETTER.range().from()),
                        new TimeRange(LETTER.range().to(), muchLater.minus(Duration.ofDays(30))));
    }

    @Test
    void however_the_rows_lie_the_result_is_their_union() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<LogRecord> all = new ArrayList<>();
            for (int row = 0; row < 40; row++) {
                // Few instants and few handles: many rows at once, many that differ in the target alone.
                Instant at = Instant.parse("2026-11-02T00:00:00Z").plusSeconds(random.nextInt(12) * 86_400L);
                LogRecord one = query(at, random.nextBoolean() ? ALICE : BOB, random.nextBoolean() ? BOB : CAROL);
                if (!all.contains(one)) {
                    all.add(one);
                }
            }
            List<LogRecord> then =
                    all.stream().filter(row -> random.nextInt(3) > 0).toList();
            List<LogRecord> now = all.stream()
                    .filter(row -> !then.contains(row) || random.nextBoolean())
                    .toList();
            fresh();
            preserved(then.toArray(LogRecord[]::new));
            fixture.log.holds(now);

            followedBy(WARRANT);

            assertThat(rows(WARRANT))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(all)
                    .isSortedAccordingTo(Comparator.comparing(LogRecord::occurredAt));
        }
    }
}
