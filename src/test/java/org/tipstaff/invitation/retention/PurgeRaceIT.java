package org.tipstaff.invitation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;
import org.tipstaff.Siege;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.PurgedMeanwhile;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.sealed.LogFixture;

/** Whatever the order in which a hold and the purge come, a row in scope at receipt is in the hold or the hold is told. */
@ParameterizedClass
@EnumSource
@Siege
class PurgeRaceIT {
    /** 1,000 with {@code -Dtipstaff.race.trials=1000}, which takes minutes; of other servers than the embedded one 11. */
    private static final int TRIALS = Integer.getInteger("tipstaff.race.trials", 100);

    private final PostgresVersion version;
    private final LogFixture fixture;

    PurgeRaceIT(PostgresVersion version) {
        this.version = version;
        this.fixture = new LogFixture(version);
    }

    @Test
    void a_purge_racing_a_hold_loses_nothing() throws Exception {
        int trials = version == PostgresVersion.EMBEDDED ? TRIALS : Math.min(TRIALS, 11);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int held = 0;
        int told = 0;
        try {
            for (int trial = 0; trial < trials; trial++) {
                Instant day = Instant.parse("2027-01-01T00:00:00Z").plus(Duration.ofDays(trial));
                fixture.clock.set(day.plus(Duration.ofHours(12)));
                List<LogRecord> rows = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    rows.add(query(day.plus(Duration.ofHours(6)).plusSeconds(i), ALICE, BOB));
                }
                fixture.log.append("trial" + trial, rows.iterator());
                // At receipt the last of the day's rows is still in retention; a moment later all of the day is past
                // it.
                Instant expired = LogDay.of(day).end().plus(Duration.ofDays(30));
                Instant receipt =
                        rows.get(0).occurredAt().plus(Duration.ofDays(30)).minus(1, ChronoUnit.MICROS);
                fixture.clock.set(expired);
                String holder = "TS-" + trial;

                CountDownLatch go = new CountDownLatch(1);
                Future<?> purge = threads.submit(() -> {
                    await(go);
                    fixture.purge();
                });
                boolean purgeFirst = trial % 10 == 0;
                Future<List<LogRecord>> hold = threads.submit(() -> {
                    await(go);
                    if (purgeFirst) {
                        purge.get();
                    }
                    return hold(holder, receipt, LogDay.of(day));
                });
                go.countDown();
                List<LogRecord> found = hold.get();
                purge.get();
                if (found.isEmpty()) {
                    told++;
                } else {
                    assertThat(found).as("trial " + trial).isEqualTo(rows);
                    held++;
                }
                fixture.log.unpin(holder);
                fixture.purge();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(held).as("both orders were met").isPositive();
        assertThat(told).as("both orders were met").isPositive();
    }

    /** @return the held rows; none only where the pin was refused, which the caller sees */
    private List<LogRecord> hold(String holder, Instant receipt, LogDay day) throws Exception {
        Thread.sleep(0, ThreadLocalRandom.current().nextInt(999_999));
        Thread.sleep(ThreadLocalRandom.current().nextInt(6));
        try {
            fixture.log.pin(holder, receipt);
        } catch (PurgedMeanwhile e) {
            return List.of();
        }
        List<LogRecord> found = fixture.read(
                new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, new TimeRange(day.start(), day.end())), receipt);
        assertThat(found).as("a pinned hold is never silently empty").isNotEmpty();
        return found;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
