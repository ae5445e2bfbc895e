package org.tipstaff.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.Siege;
import org.tipstaff.TestDatabase;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.sealed.CopyOfLog;
import org.tipstaff.sealing.TestKeys;

/**
 * A hold races the purge and the process of the one, of the other or of both is killed (SIGKILL), anywhere or at each
 * place where something has become durable and the next thing has not. Another process resumes. Whatever the order: the
 * hold has every row that lay in the log at its instant, once, or whoever asked was told that the purge came first.
 */
@Siege
class PurgeRaceKilledIT {
    /** More with {@code -Dtipstaff.race.kills=500}; each kill needs a new JVM. */
    private static final int KILLS = Integer.getInteger("tipstaff.race.kills", 22);

    private static final long LOCK = 7_314_161L;

    /** Where the process is when it dies. */
    private enum Place {
        ANYWHERE,
        /** The log is pinned, uncommitted. */
        PINNED,
        /** The database has been told to commit the beginning, and does so after the process is dead. */
        BEGUN,
        /** Rows are read and about to be stored. */
        ROWS_SEALED,
        /** The hold is complete, uncommitted. */
        HELD,
        /** As {@link #BEGUN}, of the end of the hold. */
        HELD_COMMITTING,
        /** How far the log has expired is being written down. */
        EXPIRED,
        /** The day is being marked: the database does so after the process is dead. */
        MARKED,
        HALF_OF_THE_KEYS,
        KEYS_GONE,
        /** The table is about to go, somebody reads it, and the database's own process has died too. */
        DROPPING,
        /** The table is gone, and that is being written down. */
        DROPPED;

        boolean isOfHold() {
            return compareTo(PINNED) >= 0 && compareTo(HELD_COMMITTING) <= 0;
        }
    }

    private static final String STOPS = """
            CREATE TABLE race_place (place text);
            GRANT SELECT ON race_place TO PUBLIC;
            CREATE FUNCTION race_stop(here text) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM race_place WHERE place = here) THEN
                    PERFORM pg_advisory_xact_lock_shared(%d);
                END IF;
            END $$;
            CREATE FUNCTION race_stop() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM race_stop(TG_ARGV[0]);
                RETURN coalesce(NEW, OLD);
            END $$;
            CREATE TRIGGER stop_pinned AFTER INSERT ON invitation.pin
                FOR EACH ROW EXECUTE FUNCTION race_stop('PINNED');
            CREATE CONSTRAINT TRIGGER stop_begun AFTER INSERT ON hold DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION race_stop('BEGUN');
            CREATE TRIGGER stop_sealed BEFORE INSERT ON sealed_object_chunk
                FOR EACH ROW EXECUTE FUNCTION race_stop('ROWS_SEALED');
            CREATE TRIGGER stop_held AFTER UPDATE ON hold
                FOR EACH ROW WHEN (NEW.state = 'HELD') EXECUTE FUNCTION race_stop('HELD');
            CREATE CONSTRAINT TRIGGER stop_held_commit AFTER UPDATE ON hold DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.state = 'HELD') EXECUTE FUNCTION race_stop('HELD_COMMITTING');
            CREATE TRIGGER stop_expired BEFORE INSERT ON invitation.expired
                FOR EACH ROW EXECUTE FUNCTION race_stop('EXPIRED');
            CREATE TRIGGER stop_marked BEFORE UPDATE ON invitation.day
                FOR EACH ROW WHEN (OLD.destroying_at IS NULL AND NEW.destroying_at IS NOT NULL)
                EXECUTE FUNCTION race_stop('MARKED');
            CREATE TRIGGER stop_dropped BEFORE UPDATE ON invitation.day
                FOR EACH ROW WHEN (OLD.dropped_at IS NULL AND NEW.dropped_at IS NOT NULL)
                EXECUTE FUNCTION race_stop('DROPPED');
            """.formatted(LOCK);

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.fresh();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final long seed = Long.getLong("tipstaff.race.seed", 20_270_101L);
    private final Random random = new Random(seed);
    private final Map<Place, Integer> killed = new EnumMap<>(Place.class);
    private final List<RaceTrial> held = new ArrayList<>();
    private int told;
    private int trials;
    private long usual = TimeUnit.MILLISECONDS.toNanos(40);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void wherever_hold_or_purge_is_killed_no_row_is_lost_unsaid_and_the_next_process_goes_on() throws Exception {
        database.execute(STOPS);
        try (HoldingCopy here = new HoldingCopy(database.url(), source -> TestKeys.in(keys()))) {
            HoldingChild next = child();
            for (int kill = 0; kill < KILLS; kill++) {
                try (HoldingChild child = next) {
                    next = child();
                    child.await("ready");
                    unharmed(here, child);
                    // Every second one anywhere, the others at each place in turn.
                    Place[] places = Place.values();
                    Place place = kill % 2 == 0 ? Place.ANYWHERE : places[1 + kill / 2 % (places.length - 1)];
                    RaceTrial trial = filled();
                    kill(place, trial, here, child);
                    resume("trial " + trial.number() + ", killed at " + place + ", seed " + seed, trial, here, child);
                    killed.merge(place, 1, Integer::sum);
                }
            }
            next.close();
            for (RaceTrial trial : held) {
                assertThat(here.held(trial)).as("still held at the end").isEqualTo(trial.rows());
            }
        }
        System.out.println(
                KILLS + " kills in " + trials + " trials: " + killed + "; " + held.size() + " held, " + told + " told");
        assertThat(held).as("both orders were met").isNotEmpty();
        assertThat(told).as("both orders were met").isPositive();
    }

    private Path keys() {
        return directory.resolve("keys");
    }

    private HoldingChild child() throws IOException {
        return new HoldingChild(database.url() + "?ApplicationName=child", keys(), directory.resolve("transactions"));
    }

    private RaceTrial filled() {
        RaceTrial trial = new RaceTrial(trials++);
        CopyOfLog log = new CopyOfLog(database.application(), TestKeys.in(keys()));
        log.at(trial.start().plusSeconds(43_200));
        log.log().append("trial" + trial.number(), trial.rows().iterator());
        return trial;
    }

    /** Shows that the race goes well without a kill, warms the child up, and says how long it takes. */
    private void unharmed(HoldingCopy here, HoldingChild child) throws Exception {
        RaceTrial trial = filled();
        long began = System.nanoTime();
        race(child, trial);
        child.await("held " + trial.number(), "told " + trial.number());
        child.await("purged " + trial.number());
        usual = Math.min(System.nanoTime() - began, TimeUnit.SECONDS.toNanos(1));
        resume("trial " + trial.number() + ", unharmed", trial, here, child);
    }

    private void race(HoldingChild child, RaceTrial trial) throws Exception {
        boolean holdFirst = random.nextBoolean();
        child.tell(holdFirst ? "hold" : "purge", trial);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(8));
        child.tell(holdFirst ? "purge" : "hold", trial);
    }

    private void kill(Place place, RaceTrial trial, HoldingCopy here, HoldingChild child) throws Exception {
        if (place == Place.ANYWHERE) {
            killAnywhere(trial, here, child);
        } else if (place == Place.DROPPING) {
            killWhileDropping(trial, child);
        } else {
            killAt(place, trial, here, child);
        }
    }

    private void killAnywhere(RaceTrial trial, HoldingCopy here, HoldingChild child) throws Exception {
        int who = random.nextInt(3);
        Future<?> other = threads.submit(() -> true);
        if (who == 0) {
            race(child, trial);
        } else {
            child.tell(who == 1 ? "hold" : "purge", trial);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(4));
            other = threads.submit(work(who != 1, trial, here));
        }
        TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * 1.3 * usual));
        child.kill();
        other.get();
    }

    private Callable<?> work(boolean hold, RaceTrial trial, HoldingCopy here) {
        return () -> {
            if (hold) {
                return here.hold(trial);
            }
            here.purge(trial);
            return true;
        };
    }

    /** The other side runs here, and meets what the stopped process has half done. */
    private void killAt(Place place, RaceTrial trial, HoldingCopy here, HoldingChild child) throws Exception {
        boolean heldBefore = !place.isOfHold() && random.nextBoolean();
        if (heldBefore) {
            assertThat(here.hold(trial)).isTrue();
        }
        Future<?> other = threads.submit(() -> true);
        try (Connection holding = database.owner().getConnection();
                Statement statement = holding.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            database.execute("INSERT INTO race_place VALUES ('" + place + "')");
            child.tell(place.isOfHold() ? "hold" : "purge", trial);
            await("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = " + LOCK);
            if (!heldBefore) {
                other = threads.submit(work(!place.isOfHold(), trial, here));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(30));
            }
            child.kill();
            database.execute("DELETE FROM race_place");
        }
        other.get();
    }

    /** Somebody reads for so long that the table cannot go, and the purge's connection ends too. */
    private void killWhileDropping(RaceTrial trial, HoldingChild child) throws Exception {
        try (Connection reading = database.owner().getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM " + trial.table());
            child.tell("purge", trial);
            await("SELECT count(*) FROM pg_locks WHERE relation = '" + trial.table() + "'::regclass AND NOT granted");
            child.kill();
            asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'child'");
            reading.rollback();
        }
        assertThat(database.number("SELECT count(*) FROM invitation.day WHERE day = '" + trial.day()
                        + "' AND destroying_at IS NOT NULL AND dropped_at IS NULL"))
                .isOne();
    }

    private void resume(String where, RaceTrial trial, HoldingCopy here, HoldingChild child) throws Exception {
        checkThatNoDayIsHalfReadable(where, trial);
        if (child.hasSaid("held " + trial.number())) {
            assertThat(here.holds.progress(trial.reference()).state()).as(where).isEqualTo(HoldState.HELD);
        }
        boolean there = here.holds.find(trial.reference()).isPresent();
        if (there) {
            here.holds.seal(trial.reference(), trial.terms());
        } else {
            // Whoever filed has no answer, and files again.
            there = here.hold(trial);
        }
        here.purge(trial);
        if (there) {
            assertThat(here.held(trial)).as(where).isEqualTo(trial.rows());
            held.add(trial);
        } else {
            told++;
        }
        checkThatTheDayIsGone(where, trial);
    }

    /** As whoever looked at the instant of receipt would see it now. */
    private void checkThatNoDayIsHalfReadable(String where, RaceTrial trial) throws Exception {
        String pinned = "SELECT count(*) FROM invitation.pin WHERE holder = '" + trial.reference() + "'";
        long before = database.number(pinned);
        CopyOfLog log = new CopyOfLog(database.application(), TestKeys.in(keys()));
        log.at(trial.receipt());
        List<LogRecord> found = new ArrayList<>();
        Search search = new Search(
                Set.of(RaceTrial.ASKING),
                Set.of(LogKind.CAPABILITY_QUERY),
                Direction.BY_SOURCE,
                trial.terms().range());
        Coverage coverage = log.log().read(search, trial.receipt(), found::add);
        if (found.isEmpty()) {
            assertThat(before == 1 && database.number(pinned) == 1)
                    .as(where + ": pinned and empty")
                    .isFalse();
            assertThat(coverage.gaps().contains(trial.terms().range())
                            || coverage.gaps().stream().anyMatch(gap -> covers(gap, trial))
                            || !Objects.requireNonNull(coverage.cutoff().get(LogKind.CAPABILITY_QUERY))
                                    .isBefore(trial.rows().get(49).occurredAt()))
                    .as(where + ": empty, and says so")
                    .isTrue();
        } else {
            assertThat(found).as(where + ": all or nothing").isEqualTo(trial.rows());
        }
    }

    private static boolean covers(org.tipstaff.invitation.TimeRange gap, RaceTrial trial) {
        return !gap.from().isAfter(trial.rows().get(0).occurredAt())
                && gap.to().isAfter(trial.rows().get(49).occurredAt());
    }

    private void checkThatTheDayIsGone(String where, RaceTrial trial) throws SQLException {
        assertThat(database.number("SELECT count(*) FROM invitation.day WHERE day = '" + trial.day()
                        + "' AND destroying_at IS NOT NULL AND dropped_at IS NOT NULL"))
                .as(where)
                .isOne();
        assertThat(database.number("SELECT count(*) FROM pg_class WHERE oid = to_regclass('" + trial.table() + "')"))
                .as(where)
                .isZero();
        assertThat(TestKeys.in(keys()).list("log/" + trial.day())).as(where).isEmpty();
        assertThat(database.number("SELECT count(*) FROM invitation.pin"))
                .as(where)
                .isZero();
        assertThat(database.number("SELECT count(*) FROM invitation.retention_run WHERE outcome = 'RUNNING'"))
                .as(where)
                .isZero();
    }

    private void await(String sql) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (database.number(sql) == 0) {
            assertThat(System.nanoTime()).as(sql).isLessThan(until);
            Thread.sleep(2);
        }
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
