package org.tipstaff.invitation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.InvitationLog.Appended;

/** A batch being appended: rows are sealed one by one and sent to their day's partition in pieces, in bounded memory. */
final class OpenBatch implements AutoCloseable {
    private static final int PIECE = 1 << 18;
    private static final int ALL_PIECES = 8 << 20;

    private final Connection connection;
    private final Days days;
    private final BatchWriter.Acceptance acceptance;
    private final Map<LogKind, Instant> cutoffs;
    private final Map<LogDay, Target> targets = new HashMap<>();

    private Instant latest;
    private @Nullable Target current;
    private @Nullable CopyStream stream;
    private long collected;
    private long accepted;
    private long expired;
    private long early;

    /**
     * Where a day's rows go.
     *
     * @param place nothing where retention destroyed the day
     */
    private record Target(Instant start, Instant end, Optional<Days.Place> place, CopyBuffer rows) {
        boolean takes(Instant instant) {
            return !instant.isBefore(start) && instant.isBefore(end);
        }
    }

    OpenBatch(Connection connection, Days days, BatchWriter.Acceptance acceptance) throws SQLException {
        this.connection = connection;
        this.days = days;
        this.acceptance = acceptance;
        Instant now = acceptance.clock().instant();
        this.cutoffs = acceptance.retentions().read(connection).cutoffs(EnumSet.allOf(LogKind.class), now);
        this.latest = now.plus(acceptance.tolerance());
    }

    void add(LogRecord row) throws SQLException {
        Instant cutoff = cutoffs.get(row.log());
        if (cutoff == null || !row.occurredAt().isAfter(cutoff)) {
            expired++;
        } else if (isEarly(row.occurredAt())) {
            early++;
        } else {
            keep(row);
        }
    }

    /** A long batch outlives the instant at which it began: the clock is asked again before a row is refused. */
    private boolean isEarly(Instant occurredAt) {
        if (!occurredAt.isAfter(latest)) {
            return false;
        }
        latest = acceptance.clock().instant().plus(acceptance.tolerance());
        return occurredAt.isAfter(latest);
    }

    private void keep(LogRecord row) throws SQLException {
        Target target = target(row.occurredAt());
        if (target.place().isEmpty()) {
            expired++;
            return;
        }
        Days.Place place = target.place().get();
        int before = target.rows().size();
        target.rows().add(place.seal().seal(row));
        collected += target.rows().size() - before;
        accepted++;
        if (target.rows().size() >= PIECE) {
            send(target);
        } else if (collected >= ALL_PIECES) {
            sendAll();
        }
    }

    private Target target(Instant occurredAt) throws SQLException {
        Target last = current;
        if (last != null && last.takes(occurredAt)) {
            return last;
        }
        LogDay day = LogDay.of(occurredAt);
        Target found = targets.get(day);
        if (found == null) {
            endStream();
            found = new Target(day.start(), day.end(), days.forAppend(connection, day), new CopyBuffer());
            targets.put(day, found);
        }
        current = found;
        return found;
    }

    private void send(Target target) throws SQLException {
        if (target.rows().isEmpty() || target.place().isEmpty()) {
            return;
        }
        collected -= target.rows().size();
        target.rows().drainTo(streamInto(target.place().get().table()));
    }

    private CopyStream streamInto(String table) throws SQLException {
        CopyStream open = stream;
        if (open == null || !open.isInto(table)) {
            endStream();
            open = CopyStream.into(connection, table);
            stream = open;
        }
        return open;
    }

    private void endStream() throws SQLException {
        if (stream != null) {
            stream.end();
            stream = null;
        }
    }

    private void sendAll() throws SQLException {
        for (Target target : targets.values()) {
            send(target);
        }
    }

    Appended finish() throws SQLException {
        sendAll();
        endStream();
        return new Appended(accepted, expired, early, false);
    }

    /** Leaves the connection ready to be rolled back, where the batch was not finished. */
    @Override
    public void close() throws SQLException {
        if (stream != null) {
            stream.close();
        }
    }
}
