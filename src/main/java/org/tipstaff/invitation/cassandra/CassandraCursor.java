package org.tipstaff.invitation.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.day.SealedRow;
import org.tipstaff.invitation.ingest.OpenBatches;

/**
 * The wanted rows of a day: one stream a handle and log, merged by time. Everything is asked for at once when the cursor
 * is opened, a small page each.
 *
 * <p>Rows of batches that do not count are left out: which those are is asked after a page has arrived, because a batch is
 * written down before its first row is sent. One that was seen to be under way stays left out of this day.
 */
final class CassandraCursor implements RowStore.Cursor {
    /** Rows of all pages of a day together, more or less: each stream holds two pages. */
    private static final int ROWS = 4_000;

    private static final Comparator<byte[]> BYTES = Arrays::compareUnsigned;
    private static final Comparator<SealedRow> AT_ONE_TIME = Comparator.<SealedRow>comparingInt(
                    row -> LogCode.of(row.log()))
            .thenComparing(SealedRow::source, BYTES)
            .thenComparing(SealedRow::target, Comparator.nullsLast(BYTES))
            .thenComparing(SealedRow::details, BYTES);

    private final Connection connection;
    private final CassandraAccess.Open ring;
    private final RowStore.Wanted wanted;
    private final int page;
    private final AtomicLong answers = new AtomicLong();
    private final List<Stream> unread = new ArrayList<>();
    private final PriorityQueue<Stream> heads =
            new PriorityQueue<>(Comparator.comparing(stream -> stream.head().occurredAt()));
    private final Deque<SealedRow> ready = new ArrayDeque<>();
    private final Set<UUID> hidden = new HashSet<>();
    private long hiddenAsOf;

    /** Rows of one handle in one log. */
    private final class Stream {
        private final LogKind log;
        private final byte[] handle;
        private final CassandraPartition partition;
        private boolean mayBeSpread;
        private @Nullable SealedRow head;

        Stream(LogKind log, byte[] handle, List<BoundStatement> partitions, boolean mayBeSpread) {
            this.log = log;
            this.handle = handle;
            this.mayBeSpread = mayBeSpread;
            this.partition = new CassandraPartition(ring, partitions, answers);
        }

        SealedRow head() {
            return Objects.requireNonNull(head);
        }
    }

    CassandraCursor(Connection connection, CassandraAccess.Open ring, RowStore.Wanted wanted) {
        this.connection = connection;
        this.ring = ring;
        this.wanted = wanted;
        int streams = wanted.handles().size() * wanted.from().size();
        this.page = Math.max(20, Math.min(1_000, ROWS / 2 / streams));
        for (byte[] handle : wanted.handles()) {
            for (Map.Entry<LogKind, Instant> log : wanted.from().entrySet()) {
                if (log.getValue().isBefore(wanted.to())) {
                    unread.add(new Stream(log.getKey(), handle, List.of(first(log.getKey(), handle)), true));
                }
            }
        }
    }

    private BoundStatement first(LogKind log, byte[] handle) {
        return statement(ring.first(), log, handle);
    }

    /** The hours of the day that the wanted time touches. */
    private List<BoundStatement> further(LogKind log, byte[] handle) {
        Instant from = Objects.requireNonNull(wanted.from().get(log));
        List<BoundStatement> hours = new ArrayList<>();
        short last = Buckets.hour(wanted.day(), wanted.to());
        for (short hour = Buckets.hour(wanted.day(), from); hour <= last; hour++) {
            hours.add(statement(ring.further(), log, handle)
                    .setShort(3, hour)
                    .setLong(4, LogTime.micros(from))
                    .setLong(5, LogTime.micros(wanted.to())));
        }
        return hours;
    }

    private BoundStatement statement(Map<Direction, PreparedStatement> prepared, LogKind log, byte[] handle) {
        return Objects.requireNonNull(prepared.get(wanted.direction()))
                .bind()
                .setLocalDate(0, wanted.day().date())
                .setShort(1, LogCode.of(log))
                .setByteBuffer(2, ByteBuffer.wrap(handle))
                .setPageSize(page);
    }

    @Override
    public @Nullable SealedRow next() throws SQLException {
        if (!unread.isEmpty()) {
            for (Stream stream : unread) {
                advance(stream);
            }
            unread.clear();
        }
        if (ready.isEmpty()) {
            gather();
        }
        return ready.poll();
    }

    /** All rows of the earliest instant, in the order that every engine gives them. */
    private void gather() throws SQLException {
        List<SealedRow> together = new ArrayList<>();
        Stream stream = heads.poll();
        while (stream != null) {
            together.add(stream.head());
            advance(stream);
            Stream next = heads.peek();
            boolean same = next != null
                    && next.head().occurredAt().equals(together.get(0).occurredAt());
            stream = same ? heads.poll() : null;
        }
        together.sort(AT_ONE_TIME);
        ready.addAll(together);
    }

    /** Puts a stream among the heads by its next row that counts; not at all after its last one. */
    private void advance(Stream stream) throws SQLException {
        while (true) {
            for (Row row = stream.partition.row(); row != null; row = stream.partition.row()) {
                if (isWanted(stream, row)) {
                    stream.head = sealed(stream, row);
                    heads.add(stream);
                    return;
                }
            }
            long number = stream.partition.turn();
            if (number == 0) {
                return;
            }
            learnHidden(number);
            if (stream.mayBeSpread && stream.partition.isSpread()) {
                advance(new Stream(stream.log, stream.handle, further(stream.log, stream.handle), false));
            }
            // Said by the first page or not at all: rows that were spread later were not there when the search began.
            stream.mayBeSpread = false;
        }
    }

    private boolean isWanted(Stream stream, Row row) {
        Instant occurredAt = LogTime.instant(row.getLong(0));
        return !occurredAt.isBefore(Objects.requireNonNull(wanted.from().get(stream.log)))
                && occurredAt.isBefore(wanted.to())
                && !hidden.contains(row.getUuid(1));
    }

    private void learnHidden(long number) throws SQLException {
        if (number > hiddenAsOf) {
            hiddenAsOf = answers.get();
            hidden.addAll(OpenBatches.all(connection));
        }
    }

    private SealedRow sealed(Stream stream, Row row) {
        byte[] other = bytes(row.getByteBuffer(2));
        byte[] details = Objects.requireNonNull(bytes(row.getByteBuffer(3)));
        boolean source = wanted.direction() == Direction.BY_SOURCE;
        return new SealedRow(
                stream.log,
                LogTime.instant(row.getLong(0)),
                source ? stream.handle : Objects.requireNonNull(other),
                source ? other : stream.handle,
                details);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() {}
}
