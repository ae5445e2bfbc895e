package org.tipstaff.invitation;

import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.ingest.ArrivingRows;
import org.tipstaff.invitation.sealed.SealedInvitationLog;


import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Thirty days of sealed rows, made through the log itself: closed days are appended to without indexes and then laid out,
 * as the application does at night, while the next one is being made; today is as it is lived.
 *
 * @param rows of the thirty days
 */
record BenchMonth(BenchServer server, long rows) {
    static final Duration CLOSES = Duration.ofHours(6);
    static final int DAYS = 30;
    private static final int BATCH = 50_000;

    /** Takes what an earlier run made whole in the same directory. */
    void use() throws Exception {
        server.use("month_" + rows);
        if (server.number("SELECT count(*) FROM invitation.day WHERE laid_out_at IS NOT NULL") < DAYS - 1) {
            server.drop();
            server.use("month_" + rows);
            fill();
        }
        Report.line(
                "%,d rows in thirty days, %,d bytes a row with indexes",
                counted(), bytes() / Math.max(1, counted()));
    }

    private void fill() throws Exception {
        long began = System.nanoTime();
        LogDay today = LogDay.of(server.clock().instant());
        SealedInvitationLog log = server.log();
        ClockFake layoutClock = new ClockFake(server.clock().instant());
        SealedInvitationLog laying = server.log(layoutClock);
        ExecutorService beside = Executors.newSingleThreadExecutor();
        AtomicLong layoutNanos = new AtomicLong();
        List<Future<?>> laidOut = new ArrayList<>();
        for (int ago = DAYS - 1; ago > 0; ago--) {
            LogDay day = new LogDay(today.date().minusDays(ago));
            Iterator<LogRecord> made = new BenchRows(day, rows / DAYS, rows);
            log.append("first/" + day, new Limited(made, 1));
            server.withoutIndexes(day);
            append(log, made, "rest/" + day);
            laidOut.add(beside.submit(() -> {
                layoutClock.set(day.end().plus(CLOSES));
                long layoutBegan = System.nanoTime();
                List<LogDay> done = laying.layOutClosedDays();
                layoutNanos.addAndGet(System.nanoTime() - layoutBegan);
                return done;
            }));
        }
        // The first twelve hours only: later rows would lie in the future.
        append(log, new Limited(new BenchRows(today, rows / DAYS, rows), rows / DAYS / 2), "rest/" + today);
        double appended = (System.nanoTime() - began) / 1e9;
        for (Future<?> day : laidOut) {
            day.get();
        }
        beside.shutdown();
        server.sql("VACUUM ANALYZE " + today.table());
        server.administer("CHECKPOINT");
        Report.line("");
        Report.line(
                "made in %,.0f s; appended after %,.0f s, %,.0f s of laying out beside it",
                (System.nanoTime() - began) / 1e9, appended, layoutNanos.get() / 1e9);
    }

    /** In batches, as a topic or an upload brings them. */
    static void append(SealedInvitationLog log, Iterator<LogRecord> rows, String key) {
        for (int batch = 0; rows.hasNext(); batch++) {
            log.append(key + "/" + batch, new Limited(rows, BATCH));
        }
    }

    /** The same rows, each with an id. */
    static void appendWithIds(SealedInvitationLog log, Iterator<LogRecord> rows, String key) {
        AtomicLong number = new AtomicLong();
        for (int batch = 0; rows.hasNext(); batch++) {
            log.append(key + "/" + batch, new WithIds(new Limited(rows, BATCH), number));
        }
    }

    /** As long as a UUID is. */
    private record WithIds(Iterator<LogRecord> rows, AtomicLong number) implements ArrivingRows {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public LogRecord next() {
            number.incrementAndGet();
            return rows.next();
        }

        @Override
        public String id() {
            return new UUID(number.get() * 0x9e37_79b9_7f4a_7c15L, number.get()).toString();
        }

        @Override
        public long place() {
            return number.get();
        }

        @Override
        public void refuse(long place, String reason) {
            throw new IllegalStateException(reason);
        }
    }

    private long counted() throws SQLException {
        return server.number("SELECT sum(reltuples)::bigint FROM pg_class WHERE relname LIKE 'record\\_2%' AND relkind = 'r'");
    }

    private long bytes() throws SQLException {
        return server.number(
                "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relname LIKE 'record\\_2%' AND relkind = 'r'");
    }

    /** Thirty days before an instant. */
    static TimeRange before(Instant now) {
        return new TimeRange(now.minus(Duration.ofDays(DAYS)), now);
    }

    /** The first rows of others. */
    static final class Limited implements Iterator<LogRecord> {
        private final Iterator<LogRecord> rows;
        private long left;

        Limited(Iterator<LogRecord> rows, long most) {
            this.rows = rows;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && rows.hasNext();
        }

        @Override
        public LogRecord next() {
            left--;
            return rows.next();
        }
    }
}
