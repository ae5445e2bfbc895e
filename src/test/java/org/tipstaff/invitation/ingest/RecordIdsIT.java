package org.tipstaff.invitation.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.tipstaff.invitation.ingest.RowsWithIds.row;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.CAROL;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.kafka.TopicBatch;
import org.tipstaff.invitation.kafka.TopicPart;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.invitation.sealed.LogFixture;

/** A row with an id is in the log once, whoever sends it, at whatever time, until its day is over and gone. */
@ParameterizedClass
@EnumSource
class RecordIdsIT {
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final LogDay DAY = LogDay.of(YESTERDAY);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final PostgresVersion version;
    private final LogFixture fixture;
    private int batches;

    RecordIdsIT(PostgresVersion version) {
        this.version = version;
        this.fixture = new LogFixture(version);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private InvitationLog.Appended append(RowsWithIds.Row... rows) {
        return fixture.log.append("batch " + ++batches, RowsWithIds.of(rows));
    }

    private static InvitationLog.Appended appended(long accepted, long known) {
        return new InvitationLog.Appended(accepted, 0, 0, known, false);
    }

    private static List<RowsWithIds.Row> rows(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> row("id" + i, query(YESTERDAY.minus(i, ChronoUnit.MILLIS), ALICE, BOB)))
                .toList();
    }

    @Test
    void two_that_send_the_same_rows_at_once_append_them_once() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < 10; round++) {
            int of = round;
            List<RowsWithIds.Row> rows = IntStream.range(0, 500)
                    .mapToObj(i -> row(of + "/" + i, query(YESTERDAY.plusSeconds(i), ALICE, BOB)))
                    .toList();
            List<Future<InvitationLog.Appended>> both = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                String key = round + " of " + writer;
                both.add(threads.submit(() -> {
                    together.await();
                    return fixture.log.append(key, new RowsWithIds(rows.iterator()));
                }));
            }
            InvitationLog.Appended one = both.get(0).get();
            InvitationLog.Appended other = both.get(1).get();
            assertThat(one.accepted() + other.accepted()).isEqualTo(500);
            assertThat(one.known() + other.known()).isEqualTo(500);
        }
        assertThat(fixture.bySource(ALICE)).hasSize(5_000);
    }

    /** More rows than are judged at a time, in opposite orders: each has ids that the other waits for. */
    @Test
    void two_that_wait_for_each_other_are_told_apart_and_whoever_was_sent_away_comes_again() throws Exception {
        List<RowsWithIds.Row> there = rows(20_000);
        List<RowsWithIds.Row> back = new ArrayList<>(there);
        Collections.reverse(back);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Long>> both = new ArrayList<>();
        for (List<RowsWithIds.Row> rows : List.of(there, back)) {
            String key = "batch " + both.size();
            both.add(threads.submit(() -> {
                together.await();
                return patiently(key, rows);
            }));
        }
        assertThat(both.get(0).get() + both.get(1).get()).isEqualTo(20_000);
        assertThat(fixture.bySource(ALICE)).hasSize(20_000);
    }

    /** As every writer does that was answered 503. */
    private long patiently(String key, List<RowsWithIds.Row> rows) {
        for (int attempt = 1; ; attempt++) {
            try {
                return fixture.log.append(key, new RowsWithIds(rows.iterator())).accepted();
            } catch (LogUnavailable sentAway) {
                assertThat(attempt).isLessThan(20);
            }
        }
    }

    @Test
    void whoever_waited_for_a_batch_that_breaks_off_appends_the_rows() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        List<RowsWithIds.Row> rows = rows(10_000);
        Iterator<RowsWithIds.Row> breaking = new Iterator<>() {
            private final Iterator<RowsWithIds.Row> whole = rows.iterator();

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public RowsWithIds.Row next() {
                if (whole.hasNext()) {
                    return whole.next();
                }
                taken.countDown();
                try {
                    assertThat(waiting.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("broken off");
            }
        };
        Future<?> first = threads.submit(() -> fixture.log.append("first", new RowsWithIds(breaking)));
        assertThat(taken.await(1, TimeUnit.MINUTES)).isTrue();
        Future<InvitationLog.Appended> second =
                threads.submit(() -> fixture.log.append("second", new RowsWithIds(rows.iterator())));
        while (fixture.number("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'") == 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        waiting.countDown();

        assertThat(second.get()).isEqualTo(appended(10_000, 0));
        assertThat(catchThrowable(first::get))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("broken off");
        assertThat(fixture.bySource(ALICE)).hasSize(10_000);
    }

    @Test
    void lines_and_records_of_a_topic_have_the_same_ids() {
        String line = "{\"id\":\"%s\",\"log\":\"SIGN_IN\",\"occurredAt\":\"2026-11-20T08:30:00Z\","
                + "\"sourceHandle\":\"+12025550110\",\"clientIp\":\"192.0.2.%d\"}";
        String sent = line.formatted("a", 1) + "\n" + line.formatted("b", 2) + "\nno line\n" + line.formatted("a", 9);
        RecordLines lines = new RecordLines(new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8)));
        assertThat(fixture.log.append("lines", lines)).isEqualTo(appended(2, 0));
        assertThat(lines.rejected()).isEqualTo(2);
        assertThat(lines.problems())
                .last()
                .isEqualTo(new RecordLines.Problem(4, "id is in the log with other content"));
        assertThat(lines.problems()).hasSize(2);

        List<TopicBatch.Line> records = List.of(
                record(17, line.formatted("c", 3)),
                record(19, line.formatted("b", 2)),
                record(20, line.formatted("a", 5)),
                record(21, line.formatted("c", 3)));
        TopicBatch.Rows rows = new TopicBatch(new TopicPart("t", "invitations", 0), 17, 22, true, records).rows();
        assertThat(fixture.log.append("topic", rows)).isEqualTo(appended(1, 2));
        assertThat(rows.rejections())
                .containsExactly(new TopicBatch.Rejection(20, "id is in the log with other content"));
        assertThat(fixture.log.append("again", lines(line.formatted("c", 3)))).isEqualTo(appended(0, 1));
    }

    private static RecordLines lines(String text) {
        return new RecordLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static TopicBatch.Line record(long offset, String value) {
        return new TopicBatch.Line(offset, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_day_in_parts_and_the_same_day_laid_out_know_its_ids() throws Exception {
        LogRecord early = query(DAY.start().plusSeconds(1), ALICE, BOB);
        LogRecord late = query(DAY.end().minusSeconds(1), ALICE, BOB);
        fixture.clock.set(DAY.end().minusMillis(1));
        assertThat(append(row("a", early), row("b", late))).isEqualTo(appended(2, 0));
        assertThat(append(row("a", early), row("b", late))).isEqualTo(appended(0, 2));
        RowsWithIds moved = RowsWithIds.of(row("a", late));
        assertThat(fixture.log.append("moved", moved)).isEqualTo(appended(0, 0));
        assertThat(moved.refused).containsExactly(1L);
        fixture.clock.set(NOW);

        whileItCannotBeLaidOut(
                () -> assertThat(append(row("a", early), row("c", late))).isEqualTo(appended(1, 1)));
        assertThat(fixture.number("SELECT count(*) FROM " + LogDay.LATE)).isEqualTo(1);
        assertThat(append(row("b", late), row("c", late))).isEqualTo(appended(0, 2));
        assertThat(fixture.log.layOutClosedDays()).containsExactly(DAY);

        assertThat(append(row("a", early), row("b", late), row("c", late), row("d", late)))
                .isEqualTo(appended(1, 3));
        assertThat(fixture.bySource(ALICE)).hasSize(4);
    }

    private void whileItCannotBeLaidOut(Runnable then) throws Exception {
        try (Connection reading = fixture.source.getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + DAY.table());
            assertThat(catchThrowable(fixture.impatient()::layOutClosedDays)).isInstanceOf(LogUnavailable.class);
            then.run();
        }
    }

    @Test
    void retention_takes_the_ids_of_a_day_with_it() {
        append(row("a", query(YESTERDAY, ALICE, BOB)), row("b", query(NOW, ALICE, BOB)));
        assertThat(tablesOfIds()).isEqualTo(2);
        fixture.clock.set(DAY.end().plus(Duration.ofDays(30)));
        assertThat(fixture.purge()).isPresent();
        assertThat(tablesOfIds()).isEqualTo(1);
        assertThat(fixture.number("SELECT count(*) FROM " + LogDay.of(NOW).idsTable()))
                .isEqualTo(1);
        fixture.clock.set(LogDay.of(NOW).end().plus(Duration.ofDays(30)));
        assertThat(fixture.purge()).isPresent();
        assertThat(tablesOfIds()).isZero();
    }

    @Test
    void the_ids_of_a_log_that_leaves_the_day_early_leave_with_it() {
        LogFixture of = new LogFixture(
                version, new Retentions(List.of(new Retention(LogKind.SIGN_IN, Duration.ofDays(10), Instant.EPOCH))));
        LogRecord signIn = new LogRecord(LogKind.SIGN_IN, YESTERDAY, ALICE, null, LogFixture.details());
        of.log.append("one", RowsWithIds.of(row("a", query(YESTERDAY, ALICE, BOB)), row("b", signIn)));
        of.clock.set(DAY.end().plus(Duration.ofDays(10)));

        assertThat(of.purge().orElseThrow().rowsDeleted()).isEqualTo(1);

        assertThat(of.number("SELECT sum(log) FROM " + DAY.idsTable())).isEqualTo(LogCode.of(LogKind.CAPABILITY_QUERY));
    }

    @Test
    void whoever_has_the_database_alone_learns_nothing_of_an_id() {
        LogRecord yesterday = query(YESTERDAY, ALICE, BOB);
        append(row("Order-4711", yesterday), row("Order-4712", yesterday), row("Order-4711", query(NOW, ALICE, BOB)));

        assertThat(fixture.number("SELECT count(*) FROM " + DAY.idsTable() + " ids WHERE ids::text LIKE '%4711%'"
                        + " OR ids::text LIKE '%" + hex("Order") + "%'"))
                .isZero();
        assertThat(fixture.number("SELECT count(DISTINCT content) FROM " + DAY.idsTable()))
                .as("of equal rows the contents are equal: the day's key is the only thing in them")
                .isEqualTo(1);
        assertThat(fixture.number("SELECT count(*) FROM " + DAY.idsTable() + " one JOIN "
                        + LogDay.of(NOW).idsTable() + " other ON one.id = other.id OR one.content = other.content"))
                .as("the same id on another day")
                .isZero();
        LogFixture other = new LogFixture(version);
        other.log.append("one", RowsWithIds.of(row("Order-4711", yesterday)));
        assertThat(other.number("SELECT count(*) FROM " + DAY.idsTable() + " WHERE id = '"
                        + fixture.text("SELECT min(id::text) FROM " + DAY.idsTable()) + "' OR id = '"
                        + fixture.text("SELECT max(id::text) FROM " + DAY.idsTable()) + "'"))
                .as("the same id under another key")
                .isZero();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rows_without_ids_make_no_table_of_ids() {
        append(row(null, query(NOW, ALICE, CAROL)), row(null, query(YESTERDAY, ALICE, CAROL)));
        assertThat(tablesOfIds()).isZero();
    }

    private long tablesOfIds() {
        return fixture.number("SELECT count(*) FROM pg_class WHERE relname ~ '^record_id_[0-9]{8}$'");
    }
}
