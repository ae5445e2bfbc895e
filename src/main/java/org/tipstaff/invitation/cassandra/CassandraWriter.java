package org.tipstaff.invitation.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.day.SealedRow;
import org.tipstaff.invitation.ingest.OpenBatches;

/**
 * Sends the rows of a batch to the ring, many at a time and a bounded number. Each row has a key of its own, the batch and
 * its place in it, so that a row that the driver sends again is still one row. The batch counts when every one of them
 * was acknowledged by a quorum and the connection's transaction commits; see {@link OpenBatches}.
 */
final class CassandraWriter implements RowStore.Writer {
    /** Statements sent and not yet acknowledged. */
    private static final int UNDER_WAY = 512;

    private final Connection connection;
    private final CassandraAccess.Open ring;
    private final OpenBatches batches;
    private final Buckets buckets;
    private final ToIntFunction<Days.Opened> timeToLive;
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<Days.Place, Integer> seconds = new IdentityHashMap<>();
    private final Set<Buckets.Count> announced = new HashSet<>();
    private final WrittenRows written = new WrittenRows();
    private @Nullable UUID batch;
    private int position;

    CassandraWriter(
            Connection connection,
            CassandraAccess.Open ring,
            OpenBatches batches,
            Buckets buckets,
            ToIntFunction<Days.Opened> timeToLive) {
        this.connection = connection;
        this.ring = ring;
        this.batches = batches;
        this.buckets = buckets;
        this.timeToLive = timeToLive;
    }

    @Override
    public void add(Days.Place place, SealedRow row) {
        if (batch == null) {
            batch = batches.begin();
        }
        position++;
        written.add(place.opened().day(), row.log());
        store(place, row, Direction.BY_SOURCE, row.source(), row.target());
        byte[] target = row.target();
        if (target != null) {
            store(place, row, Direction.BY_TARGET, target, row.source());
        }
    }

    private void store(Days.Place place, SealedRow row, Direction direction, byte[] handle, byte @Nullable [] other) {
        LogDay day = place.opened().day();
        Buckets.Bucket bucket = buckets.next(row.log(), handle, day, row.occurredAt());
        if (bucket.bucket() != Buckets.FIRST) {
            announce(place, row.log(), direction, handle, bucket.count());
        }
        send(
                statement(ring.insert(), direction)
                        .setLocalDate(0, day.date())
                        .setShort(1, LogCode.of(row.log()))
                        .setByteBuffer(2, ByteBuffer.wrap(handle))
                        .setShort(3, bucket.bucket())
                        .setLong(4, LogTime.micros(row.occurredAt()))
                        .setUuid(5, batch)
                        .setInt(6, position)
                        .setByteBuffer(7, other == null ? null : ByteBuffer.wrap(other))
                        .setByteBuffer(8, ByteBuffer.wrap(row.details()))
                        .setInt(9, seconds(place)),
                () -> {});
    }

    /** By every batch itself until it is acknowledged: what another batch has sent may still fail. */
    private void announce(Days.Place place, LogKind log, Direction direction, byte[] handle, Buckets.Count count) {
        if (!count.isSpread() && announced.add(count)) {
            send(
                    statement(ring.spread(), direction)
                            .setInt(0, seconds(place))
                            .setLocalDate(1, place.opened().day().date())
                            .setShort(2, LogCode.of(log))
                            .setByteBuffer(3, ByteBuffer.wrap(handle)),
                    count::spread);
        }
    }

    private static BoundStatement statement(Map<Direction, PreparedStatement> prepared, Direction direction) {
        return Objects.requireNonNull(prepared.get(direction)).bind();
    }

    private int seconds(Days.Place place) {
        return seconds.computeIfAbsent(place, of -> timeToLive.applyAsInt(of.opened()));
    }

    private void send(BoundStatement statement, Runnable acknowledged) {
        wait(1);
        ring.session().executeAsync(statement).whenComplete((answer, problem) -> {
            if (problem == null) {
                acknowledged.run();
            } else {
                failure.compareAndSet(null, problem);
            }
            room.release();
        });
    }

    private void wait(int statements) {
        try {
            room.acquire(statements);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        Throwable problem = failure.get();
        if (problem != null) {
            room.release(statements);
            throw LogUnavailable.ring(problem);
        }
    }

    @Override
    public void pause() {}

    @Override
    public void finish() throws SQLException {
        wait(UNDER_WAY);
        room.release(UNDER_WAY);
        if (batch != null) {
            OpenBatches.end(connection, batch);
            written.record(connection);
        }
    }

    /** What is still under way may arrive: it belongs to a batch that does not count. */
    @Override
    public void close() {}
}
