package org.tipstaff.invitation.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.ingest.OpenBatches;
import org.tipstaff.invitation.retention.RetentionTable;

/**
 * Days in a ring of Cassandra, written and read at LOCAL_QUORUM: an acknowledged row survives the loss of one node of
 * three, and the answers stay the same. Rows of a day expire together; what ends them for readers is, as for every
 * engine, the cut-off of retention and the destruction of the day's keys.
 */
public final class CassandraRows implements RowStore {
    /** By which the clocks of nodes may differ from this one: rows never expire before their day's instant. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /** Some 2 MB. */
    private static final int FIRST_BUCKET = 5_000;

    private final CassandraAccess access;
    private final OpenBatches batches;
    private final RetentionTable retentions;
    private final Clock clock;
    private final Buckets buckets;

    public CassandraRows(CassandraAccess access, OpenBatches batches, RetentionTable retentions, Clock clock) {
        this(access, batches, retentions, clock, new Buckets(FIRST_BUCKET));
    }

    CassandraRows(
            CassandraAccess access, OpenBatches batches, RetentionTable retentions, Clock clock, Buckets buckets) {
        this.buckets = buckets;
        this.access = access;
        this.batches = batches;
        this.retentions = retentions;
        this.clock = clock;
    }

    @Override
    public Instant keptUntil(Connection connection, LogDay day) throws SQLException {
        return day.end()
                .plus(retentions.read(connection).longest())
                .plus(access.ring().margin());
    }

    /** A day is part of the key of its rows: there is nothing to make. */
    @Override
    public void open(Connection connection, LogDay day) {}

    @Override
    public Writer writer(Connection connection) {
        return new CassandraWriter(connection, access.open(), batches, buckets, this::timeToLive);
    }

    /** In seconds, as {@code USING TTL} wants it. */
    private int timeToLive(Days.Opened day) {
        Instant until = day.keptUntil();
        if (until == null) {
            throw new IllegalStateException("The day " + day.day() + " of Cassandra has no end");
        }
        return (int)
                Duration.between(clock.instant(), until.plus(CLOCKS_DIFFER)).toSeconds();
    }

    @Override
    public Cursor read(Connection connection, Wanted wanted) {
        return new CassandraCursor(connection, access.open(), wanted);
    }

    /** The day's rows cannot be opened any more; their space comes back when they expire. */
    @Override
    public long drop(Connection session, LogDay day) throws SQLException {
        WrittenRows.forget(session, day);
        return 0;
    }

    /** Rows of a log with a shorter retention expire with their day; until then the cut-off keeps readers from them. */
    @Override
    public long empty(Connection session, LogKind log, LogDay day) {
        return 0;
    }

    @Override
    public void close() {
        access.close();
    }

    /** Asks for a row that is not there, of as many nodes as a search would. */
    @Override
    public Optional<String> problem() {
        try {
            CassandraAccess.Open open = access.open();
            for (Direction direction : Direction.values()) {
                open.session()
                        .execute(Objects.requireNonNull(open.first().get(direction))
                                .bind(LogDay.of(Instant.EPOCH).date(), (short) 0, ByteBuffer.wrap(new byte[1])));
            }
            return Optional.empty();
        } catch (DriverException e) {
            return Optional.ofNullable(LogUnavailable.ring(e).getMessage());
        } catch (LogUnavailable e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
