package org.tipstaff.invitation;

import org.tipstaff.invitation.cassandra.Buckets;
import org.tipstaff.invitation.cassandra.CassandraAccess;
import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.DaySeal;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.SealedRow;


import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * The driver by hand: rows that were sealed before, sent into the same two tables of another keyspace, each handle of a day
 * in one partition, and read again without opening them. No batches, no buckets, no keys.
 */
record CassandraPeer(CassandraAccess.Open ring, DayKeys keys) {
    private static final int UNDER_WAY = 512;
    private static final int DAYS_AT_ONCE = 8;
    private static final int THIRTY_DAYS_AND_MORE = 38 * 86_400;
    private static final UUID BATCH = new UUID(0, 1);

    /** Rows of days, sealed. */
    List<SealedRow> seal(LogDay day, Iterator<LogRecord> rows) {
        DaySeal seal = keys.create(day);
        List<SealedRow> sealed = new ArrayList<>();
        rows.forEachRemaining(row -> sealed.add(seal.seal(row)));
        return sealed;
    }

    void append(LogDay day, List<SealedRow> rows) {
        Semaphore room = new Semaphore(UNDER_WAY);
        for (int position = 0; position < rows.size(); position++) {
            SealedRow row = rows.get(position);
            send(insert(day, row, position, Direction.BY_SOURCE), room);
            send(insert(day, row, position, Direction.BY_TARGET), room);
        }
        room.acquireUninterruptibly(UNDER_WAY);
    }

    private BoundStatement insert(LogDay day, SealedRow row, int position, Direction direction) {
        byte[] target = Objects.requireNonNull(row.target());
        boolean bySource = direction == Direction.BY_SOURCE;
        return Objects.requireNonNull(ring.insert().get(direction))
                .bind()
                .setLocalDate(0, day.date())
                .setShort(1, LogCode.of(row.log()))
                .setByteBuffer(2, ByteBuffer.wrap(bySource ? row.source() : target))
                .setShort(3, Buckets.FIRST)
                .setLong(4, LogTime.micros(row.occurredAt()))
                .setUuid(5, BATCH)
                .setInt(6, position)
                .setByteBuffer(7, ByteBuffer.wrap(bySource ? target : row.source()))
                .setByteBuffer(8, ByteBuffer.wrap(row.details()))
                .setInt(9, THIRTY_DAYS_AND_MORE);
    }

    private void send(BoundStatement statement, Semaphore room) {
        room.acquireUninterruptibly();
        ring.session().executeAsync(statement).whenComplete((answer, problem) -> {
            room.release();
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
        });
    }

    /** One look-up by source. */
    Sample.Look look(List<LogDay> days, Handle handle) {
        long began = System.nanoTime();
        long rows = 0;
        long first = 0;
        Deque<CompletionStage<AsyncResultSet>> asked = new ArrayDeque<>();
        Iterator<LogDay> next = days.iterator();
        while (next.hasNext() || !asked.isEmpty()) {
            while (next.hasNext() && asked.size() < DAYS_AT_ONCE) {
                asked.add(ask(next.next(), handle));
            }
            AsyncResultSet page = asked.remove().toCompletableFuture().join();
            while (true) {
                for (Row row : page.currentPage()) {
                    if (row.getByteBuffer(3) != null && rows++ == 0) {
                        first = System.nanoTime();
                    }
                }
                if (!page.hasMorePages()) {
                    break;
                }
                page = page.fetchNextPage().toCompletableFuture().join();
            }
        }
        return new Sample.Look(rows, (first - began) / 1e6, (System.nanoTime() - began) / 1e6);
    }

    private CompletionStage<AsyncResultSet> ask(LogDay day, Handle handle) {
        byte[] sealed = keys.find(day).orElseThrow().seal(Direction.BY_SOURCE, handle);
        return ring.session()
                .executeAsync(Objects.requireNonNull(ring.first().get(Direction.BY_SOURCE))
                        .bind()
                        .setLocalDate(0, day.date())
                        .setShort(1, LogCode.of(LogKind.CAPABILITY_QUERY))
                        .setByteBuffer(2, ByteBuffer.wrap(sealed)));
    }
}
