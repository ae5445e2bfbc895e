package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.tipstaff.LogTables;
import org.tipstaff.demo.DemoHandles;
import org.tipstaff.demo.LogGenerator;
import org.tipstaff.invitation.sealed.LogFixture;

class GeneratedLogIT {
    private final LogFixture fixture = new LogFixture();
    private final LogGenerator generator =
            new LogGenerator(fixture.log, fixture.clock, new LogGenerator.Plan(1, 70_000));

    @Test
    void the_known_handles_have_their_planned_rows_and_a_second_run_adds_only_what_is_missing() throws Exception {
        List<Long> progress = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        long appended = generator.run((rows, total) -> {
            progress.add(rows);
            totals.add(total);
        });
        assertThat(appended).isBetween(68_000L, 72_000L);
        assertThat(progress.get(progress.size() - 1)).isEqualTo(totals.get(0)).isEqualTo(appended);
        assertThat(fixture.number("SELECT count(*) FROM " + LogTables.all(fixture.source)))
                .isEqualTo(appended);
        assertPlanned(DemoHandles.LIGHT, 39, 40);
        assertPlanned(DemoHandles.HEAVY, 57_000, 58_000);
        assertPlanned(DemoHandles.ABSENT, 0, 0);

        assertThat(generator.run((rows, total) -> {})).isZero();
        fixture.clock.pass(Duration.ofDays(2));
        assertThat(generator.run((rows, total) -> {})).isBetween(4_000L, 5_500L);
        assertPlanned(DemoHandles.LIGHT, 39, 40);
    }

    @Test
    void what_is_expected_of_the_known_handles_is_near_what_is_there() {
        generator.run((rows, total) -> {});
        assertThat(fixture.log.layOutClosedDays()).hasSizeGreaterThan(25);
        long heavy = generator.plannedRows(DemoHandles.HEAVY, ALL, EVER);

        assertThat(expected(DemoHandles.LIGHT, ALL)).isEqualTo(generator.plannedRows(DemoHandles.LIGHT, ALL, EVER));
        assertThat(expected(DemoHandles.ABSENT, ALL)).isZero();
        assertThat(expected(DemoHandles.HEAVY, ALL)).isCloseTo(heavy, Percentage.withPercentage(15));
        System.out.println("Expected of the heavy handle: " + expected(DemoHandles.HEAVY, ALL) + " of " + heavy);
        for (LogKind log : LogKind.values()) {
            System.out.println(log + ": " + expected(DemoHandles.HEAVY, Set.of(log)) + " of "
                    + generator.plannedRows(DemoHandles.HEAVY, Set.of(log), EVER));
        }
        long began = System.nanoTime();
        expected(DemoHandles.HEAVY, ALL);
        System.out.println("Expecting took " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    private long expected(Handle handle, Set<LogKind> logs) {
        return fixture.log.estimate(
                new Search(Set.of(handle), logs, Direction.BY_SOURCE, generator.month()), fixture.clock.instant());
    }

    private void assertPlanned(Handle handle, long least, long most) throws Exception {
        long found = fixture.bySource(handle).size();
        assertThat(found).isBetween(least, most);
        // The log may hold rows of the first, broken hour of the month, which this run would no longer make.
        TimeRange month = generator.month();
        assertThat(fixture.read(new Search(Set.of(handle), ALL, Direction.BY_SOURCE, month), fixture.clock.instant()))
                .hasSize(Math.toIntExact(generator.plannedRows(handle, ALL, EVER)));
    }
}
