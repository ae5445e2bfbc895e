package org.tipstaff.invitation.ingest;

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
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStore;

/** A batch being appended: rows are judged and sealed one by one and go to the engine of their day, in bounded memory. */
final class OpenBatch implements AutoCloseable {
    private final Connection connection;
    private final Days days;
    private final BatchWriter.Acceptance acceptance;
    private final Map<LogKind, Instant> cutoffs;
    private final Map<LogDay, Target> targets = new HashMap<>();
    private final Map<Engine, RowStore.Writer> writers = new EnumMap<>(Engine.class);
    private final IdentifiedRows identified;

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

    /** The place of a day and the way there. */
    record Into(Days.Place place, RowStore.Writer writer) {}

    /** @param identified takes the rows that have ids */
    OpenBatch(Connection connection, Days days, BatchWriter.Acceptance acceptance, IdentifiedRows identified)
            throws SQLException {
        this.connection = connection;
        this.days = days;
        this.acceptance = acceptance;
        this.identified = identified;
        Instant now = acceptance.clock().instant();
        this.cutoffs = acceptance.retentions().read(connection).cutoffs(EnumSet.allOf(LogKind.class), now);
        this.latest = now.plus(acceptance.tolerance());
    }

    /** @param id null where the row has none */
    void add(LogRecord row, @Nullable String id) throws SQLException {
        Instant cutoff = cutoffs.get(row.log());
        if (cutoff == null || !row.occurredAt().isAfter(cutoff)) {
            expired++;
        } else if (isEarly(row.occurredAt())) {
            early++;
        } else {
            keep(row, id);
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

    private void keep(LogRecord row, @Nullable String id) throws SQLException {
        Target target = target(row.occurredAt());
        if (target.place().isEmpty()) {
            expired++;
            return;
        }
        Into into = target.place().get();
        if (id == null) {
            into.writer().add(into.place(), into.place().seal().seal(row));
            accepted++;
        } else {
            identified.add(into, row, id);
            if (identified.areMany()) {
                settle();
            }
        }
    }

    private void settle() throws SQLException {
        pause();
        identified.settle();
    }

    private Target target(Instant occurredAt) throws SQLException {
        Target last = current;
        if (last != null && last.takes(occurredAt)) {
            return last;
        }
        LogDay day = LogDay.of(occurredAt);
        Target found = targets.get(day);
        if (found == null) {
            pause();
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
        settle();
        pause();
        for (RowStore.Writer writer : writers.values()) {
            writer.finish();
        }
        return new Appended(accepted + identified.accepted(), expired, early, identified.known(), false);
    }

    private void pause() throws SQLException {
        for (RowStore.Writer writer : writers.values()) {
            writer.pause();
        }
    }

    /** Leaves the connection ready to be rolled back, where the batch was not finished. */
    @Override
    public void close() throws SQLException {
        for (RowStore.Writer writer : writers.values()) {
            writer.close();
        }
    }
}
