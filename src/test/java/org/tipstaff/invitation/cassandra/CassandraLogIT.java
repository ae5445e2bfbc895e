package org.tipstaff.invitation.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.CAROL;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tipstaff.CassandraRing;
import org.tipstaff.LogTables;
import org.tipstaff.Siege;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.ingest.OpenBatches;
import org.tipstaff.invitation.postgres.PostgresRows;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.sealed.LogContract;
import org.tipstaff.invitation.sealed.LogFixture;
import org.tipstaff.invitation.sealed.SealedInvitationLog;
import org.tipstaff.invitation.state.DayStatistics;
import org.tipstaff.invitation.state.LogState;

/** The contract on a ring of three nodes of Cassandra, and what only a ring can show. */
@Siege
class CassandraLogIT extends LogContract {
    private static final Duration MARGIN = Duration.ofDays(7);
    /** Small, so that the heavy handles of these tests are spread over hours. */
    private static final int FIRST_BUCKET = 500;

    private static final String KEYSPACE = "tipstaff_it";

    private static CassandraRing nodes;
    private static CassandraAccess access;

    @BeforeAll
    static void start() throws IOException {
        nodes = CassandraRing.start(3, "512m");
        access = new CassandraAccess(
                new Ring(
                        nodes.contactPoints(),
                        CassandraRing.DATACENTER,
                        KEYSPACE,
                        3,
                        MARGIN,
                        Optional.empty(),
                        Optional.empty()),
                new LogFixture().connections);
    }

    @AfterAll
    static void end() {
        if (access != null) {
            access.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    CassandraLogIT() {
        super(retentions -> new LogFixture(
                retentions, (connections, of, clock) -> stores(Engine.CASSANDRA, connections, of, clock)));
    }

    private static RowStores stores(Engine engine, LogConnections connections, RetentionTable retentions, Clock clock) {
        return new RowStores(
                engine,
                new PostgresRows(LogFixture.PARTS, clock),
                new CassandraRows(
                        access, new OpenBatches(connections, clock), retentions, clock, new Buckets(FIRST_BUCKET)));
    }

    @Override
    protected int heavy() {
        return 10_000;
    }

    @Test
    void one_node_killed_and_back_again_changes_no_answer_and_loses_no_acknowledged_row() throws Exception {
        List<LogRecord> acknowledged = new ArrayList<>(rows(0, 3 * FIRST_BUCKET));
        fixture.log.append("before", acknowledged.iterator());
        assertThat(answer()).isEqualTo(acknowledged);

        nodes.kill(2);
        assertThat(answer()).as("one node is dead").isEqualTo(acknowledged);
        acknowledged.addAll(append("while dead", acknowledged.size(), 1_000));
        assertThat(answer()).as("appended while one is dead").isEqualTo(acknowledged);

        nodes.restart(2);
        assertThat(answer()).as("it is back").isEqualTo(acknowledged);

        acknowledged.addAll(appendWhile(() -> nodes.kill(3), acknowledged.size()));
        assertThat(answer()).as("another one died under appends").isEqualTo(acknowledged);

        nodes.kill(1);
        assertThatThrownBy(this::answer)
                .as("no quorum is no answer")
                .isInstanceOf(LogUnavailable.class)
                .hasMessageContaining("LOCAL_QUORUM");
        assertThatThrownBy(() -> append("without quorum", 100_000, 10)).isInstanceOf(LogUnavailable.class);
        assertThat(fixture.log.problem().orElseThrow()).contains("Cassandra", "LOCAL_QUORUM");
        assertThat(fixture.purge()).as("retention needs no ring").isPresent();

        nodes.restart(1, 3);
        assertThat(answer()).as("all are back").isEqualTo(acknowledged);
        assertThat(fixture.log.problem()).isEmpty();
        acknowledged.addAll(append("without quorum", acknowledged.size(), 10));
        assertThat(answer()).as("sent again").isEqualTo(acknowledged);
    }

    /** Batches one after the other while something happens; those that were acknowledged. */
    private List<LogRecord> appendWhile(Runnable happens, int first) throws InterruptedException {
        ConcurrentLinkedQueue<LogRecord> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread appending = new Thread(() -> {
            for (int batch = 0; !over.get(); batch++) {
                try {
                    acknowledged.addAll(append("under way " + batch, first + batch * 100, 100));
                } catch (LogUnavailable e) {
                    // Not acknowledged: none of its rows may appear.
                }
            }
        });
        appending.start();
        while (acknowledged.size() < 500) {
            Thread.sleep(10);
        }
        happens.run();
        int before = acknowledged.size();
        while (acknowledged.size() < before + 500) {
            Thread.sleep(10);
        }
        over.set(true);
        appending.join();
        return List.copyOf(acknowledged);
    }

    private List<LogRecord> append(String key, int first, int count) {
        List<LogRecord> rows = rows(first, count);
        fixture.log.append(key, rows.iterator());
        return rows;
    }

    /** Later numbers lie later. */
    private static List<LogRecord> rows(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> query(NOW.minus(Duration.ofDays(2)).plus(i, ChronoUnit.SECONDS), ALICE, BOB))
                .toList();
    }

    private List<LogRecord> answer() throws IOException {
        List<LogRecord> bySource = fixture.bySource(ALICE);
        assertThat(fixture.read(new Search(Set.of(BOB), ALL, Direction.BY_TARGET, EVER), NOW))
                .isEqualTo(bySource);
        return bySource;
    }

    @Test
    void the_engine_changes_between_two_days_without_a_gap() throws Exception {
        LogFixture log = new LogFixture();
        List<LogRecord> rows = new ArrayList<>();
        Instant began = NOW.minus(Duration.ofDays(6));
        RowStores later = stores(Engine.CASSANDRA, log.connections, log.retentions, log.clock);
        SealedInvitationLog before = log.log;
        SealedInvitationLog after = log.reconfigured(later);
        for (int hour = 0; hour < 6 * 24; hour += 2) {
            Instant at = began.plus(Duration.ofHours(hour));
            log.clock.set(at);
            // Two days by the old configuration, two by the new one, two by the old one again; a late row each time.
            SealedInvitationLog now = hour / 48 == 1 ? after : before;
            SealedInvitationLog one = hour / 48 == 2 ? log.reconfigured(withRing(later)) : now;
            rows.add(query(at, ALICE, BOB));
            LogRecord late = query(at.minus(Duration.ofHours(25)), BOB, ALICE);
            rows.add(late);
            one.append("hour " + hour, List.of(rows.get(rows.size() - 2), late).iterator());
        }
        rows.sort(Comparator.comparing(LogRecord::occurredAt)
                .thenComparing(row -> row.source().kind()));
        log.clock.set(NOW);

        List<LogRecord> read = new ArrayList<>();
        after.read(new Search(Set.of(ALICE, BOB), ALL, Direction.BY_SOURCE, EVER), NOW, read::add);
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(rows)
                .isSortedAccordingTo(Comparator.comparing(LogRecord::occurredAt));
        assertThat(after.coverage(new TimeRange(began, NOW), ALL, NOW).gaps()).isEmpty();
        assertThat(log.number("SELECT count(DISTINCT engine) FROM invitation.day"))
                .isEqualTo(2);
        assertThat(log.number("SELECT count(*) FROM " + LogTables.all(log.source)))
                .isBetween(1L, rows.size() - 1L);

        assertThatThrownBy(() -> before.read(new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER), NOW, row -> {}))
                .as("a ring that is not configured any more is no empty answer")
                .isInstanceOf(LogUnavailable.class)
                .hasMessageContaining("contact-points");
        assertThat(before.problem().orElseThrow()).contains("contact-points");
    }

    private static RowStores withRing(RowStores stores) {
        return new RowStores(Engine.POSTGRESQL, stores.postgres(), stores.cassandra());
    }

    @Test
    void rows_of_a_batch_that_broke_off_lie_there_and_are_not_shown() throws Exception {
        LogRecord row = query(NOW.minus(HOUR), CAROL, BOB);
        Iterator<LogRecord> breaking = IntStream.range(0, 2_000)
                .mapToObj(i -> {
                    if (i == 1_999) {
                        throw new IllegalStateException("broken off");
                    }
                    return row;
                })
                .iterator();
        long before = count();

        assertThatThrownBy(() -> fixture.log.append("same", breaking)).hasMessage("broken off");

        assertThat(count() - before).as("rows that arrived").isGreaterThan(1_000);
        assertThat(fixture.bySource(CAROL)).isEmpty();
        assertThat(fixture.number("SELECT count(*) FROM invitation.open_batch")).isEqualTo(1);
        assertThat(known()).as("nothing of it is counted").isZero();
        fixture.log.append("same", List.of(row).iterator());
        assertThat(fixture.bySource(CAROL)).containsExactly(row);
        assertThat(fixture.number("SELECT count(*) FROM invitation.open_batch")).isEqualTo(1);

        fixture.clock.set(EXPIRED.plus(Duration.ofDays(2)));
        fixture.purge();
        assertThat(fixture.number("SELECT count(*) FROM invitation.open_batch")).isZero();
    }

    @Test
    void rows_are_counted_as_they_are_acknowledged_and_forgotten_with_their_day() {
        fixture.append(
                query(NOW, ALICE, BOB), query(NOW, BOB, ALICE), query(NOW.minus(Duration.ofDays(1)), BOB, ALICE));
        fixture.log.append("same", List.of(query(NOW, ALICE, BOB)).iterator());
        fixture.log.append("same", List.of(query(NOW, ALICE, BOB)).iterator());

        assertThat(known()).isEqualTo(4);
        fixture.clock.set(TODAY.start().plus(Duration.ofDays(30)));
        fixture.purge();
        assertThat(known()).as("today's are left").isEqualTo(3);
        assertThat(fixture.number("SELECT count(*) FROM invitation.written_rows"))
                .isEqualTo(1);
    }

    private long known() {
        return fixture.connections.<Long, RuntimeException>inTransaction(
                connection -> DayStatistics.read(connection, Set.of()).stream()
                        .mapToLong(LogState.Day::allRows)
                        .sum());
    }

    @Test
    void rows_that_cassandra_may_have_let_go_are_a_gap_and_no_empty_answer() throws Exception {
        LogRecord row = query(NOW, ALICE, BOB);
        fixture.append(row);
        Instant receipt = NOW.plus(Duration.ofDays(29));
        fixture.clock.set(receipt);
        fixture.log.pin("TS-26-000001", receipt);
        Instant keptUntil = TODAY.end().plus(Duration.ofDays(30)).plus(MARGIN);
        TimeRange range = new TimeRange(NOW.minus(HOUR), receipt);
        Search search = new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, range);

        fixture.clock.set(keptUntil.minus(1, ChronoUnit.MICROS));
        assertThat(fixture.read(search, receipt)).containsExactly(row);
        assertThat(fixture.log.coverage(range, ALL, receipt).daysHeld()).containsExactly(TODAY.date());
        fixture.clock.set(keptUntil);
        assertThat(fixture.read(search, receipt)).isEmpty();
        assertThat(fixture.log.coverage(range, ALL, receipt).daysHeld()).isEmpty();
        assertThat(fixture.log.coverage(range, ALL, receipt).gaps()).containsExactly(range);
    }

    @Test
    void a_heavy_handle_is_estimated_by_how_its_day_begins() {
        Instant start = TODAY.start();
        fixture.append(IntStream.range(0, 4_000)
                .mapToObj(row -> query(start.plusSeconds(row * 10L), ALICE, BOB))
                .toArray(LogRecord[]::new));

        TimeRange asFarAsTheRows = new TimeRange(start, start.plusSeconds(40_000));
        assertThat(estimate(ALL, asFarAsTheRows, ALICE)).isBetween(3_900L, 4_100L);
        assertThat(estimate(ALL, new TimeRange(start, start.plusSeconds(5_000)), ALICE))
                .isEqualTo(500);
        assertThat(estimate(Set.of(LogKind.SIGN_IN), asFarAsTheRows, ALICE)).isZero();
    }

    @Test
    void rows_expire_together_by_the_time_of_their_day_however_late_they_come() {
        Instant occurred = NOW.minus(Duration.ofDays(20));
        fixture.append(query(occurred, ALICE, BOB));
        fixture.clock.pass(Duration.ofDays(3));
        fixture.append(query(occurred, ALICE, BOB));

        LogDay day = LogDay.of(occurred);
        ByteBuffer handle = ByteBuffer.wrap(
                new DayKeys(fixture.keys).find(day).orElseThrow().seal(Direction.BY_SOURCE, ALICE));
        List<Row> rows = access.open()
                .session()
                .execute(
                        "SELECT TTL(details), TTL(other) FROM " + KEYSPACE
                                + ".row_by_source WHERE day = ? AND log = 1 AND handle = ? AND bucket = 0",
                        day.date(),
                        handle)
                .all();

        long first = Duration.between(NOW, day.end())
                .plus(Duration.ofDays(31))
                .plus(MARGIN)
                .toSeconds();
        assertThat(rows).hasSize(2);
        assertThat(rows.stream().map(row -> (long) row.getInt(0)).sorted().toList())
                .satisfiesExactly(
                        later -> assertThat(later).isBetween(first - 3 * 86_400 - 600, first - 3 * 86_400),
                        sooner -> assertThat(sooner).isBetween(first - 600, first));
        assertThat(rows).allSatisfy(row -> assertThat(row.getInt(0)).isEqualTo(row.getInt(1)));
    }

    @Test
    void no_column_of_cassandra_holds_a_handle_or_an_address_in_plain() {
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB), query(NOW.minus(HOUR), BOB, ALICE));

        for (String table : List.of("row_by_source", "row_by_target")) {
            List<Row> rows = access.open()
                    .session()
                    .execute("SELECT handle, other, details FROM " + KEYSPACE + "." + table + " LIMIT 2000")
                    .all();
            assertThat(rows).isNotEmpty();
            for (String plain : List.of(ALICE.value().substring(1), BOB.value(), "192.0.2.7", "iPhone16")) {
                String hex = HexFormat.of().formatHex(plain.getBytes(StandardCharsets.UTF_8));
                assertThat(rows)
                        .allSatisfy(row -> assertThat(hex(row, 0) + " " + hex(row, 1) + " " + hex(row, 2))
                                .doesNotContain(hex));
            }
        }
    }

    private static String hex(Row row, int column) {
        ByteBuffer value = row.getByteBuffer(column);
        if (value == null) {
            return "";
        }
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static long count() {
        Row row = access.open()
                .session()
                .execute("SELECT count(*) FROM " + KEYSPACE + ".row_by_source")
                .one();
        return row == null ? 0 : row.getLong(0);
    }
}
