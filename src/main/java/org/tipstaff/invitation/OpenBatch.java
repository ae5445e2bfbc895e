package org.tipstaff.invitation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.InvitationLog.Appended;

/** A batch being appended: rows are judged and sealed one by one and go to the engine of their day, in bounded memory. */
final class OpenBatch implements AutoCloseable {
    private final Connection connection;
    private final Days days;
    private final BatchWriter.Acceptance acceptance;
    private final Map<LogKind, Instant> cutoffs;
    private final Map<LogDay, Target> targets = new HashMap<>();
    private final Map<Engine, RowStore.Writer> writers = new EnumMap<>(Engine.class);

    private Instant latest;
    private @Nullable Target current;
    private long accepted;
    private long expired;
    private long early;

    /**
     * Where a day's rows go.
     *
     * @param place nothing where retention destroyed the day
     */
    private record Target(Instant start, Instant end, Optional<Into> place) {
        boolean takes(Instant instant) {
            return !instant.isBefore(start) && instant.isBefore(end);
        }
    }

    private record Into(Days.Place place, RowStore.Writer writer) {}

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
        Into into = target.place().get();
        into.writer().add(into.place(), into.place().seal().seal(row));
        accepted++;
    }

    private Target target(Instant occurredAt) throws SQLException {
        Target last = current;
        if (last != null && last.takes(occurredAt)) {
            return last;
        }
        LogDay day = LogDay.of(occurredAt);
        Target found = targets.get(day);
        if (found == null) {
            for (RowStore.Writer writer : writers.values()) {
                writer.pause();
            }
            Optional<Into> into = days.forAppend(connection, day).map(place -> new Into(place, writer(place.engine())));
            found = new Target(day.start(), day.end(), into);
            targets.put(day, found);
        }
        current = found;
        return found;
    }

    private RowStore.Writer writer(Engine engine) {
        return writers.computeIfAbsent(engine, of -> days.store(of).writer(connection));
    }

    Appended finish() throws SQLException {
        // First every connection is free again: what ends one engine's part may need it.
        for (RowStore.Writer writer : writers.values()) {
            writer.pause();
        }
        for (RowStore.Writer writer : writers.values()) {
            writer.finish();
        }
        return new Appended(accepted, expired, early, false);
    }

    /** Leaves the connection ready to be rolled back, where the batch was not finished. */
    @Override
    public void close() throws SQLException {
        for (RowStore.Writer writer : writers.values()) {
            writer.close();
        }
    }
}
