package org.tipstaff.invitation.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.day.DaySeal;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RecordIds;
import org.tipstaff.invitation.day.SealedRow;

/** The rows of an open batch that came with ids: collected, then judged many at a time, in bounded memory. */
final class IdentifiedRows {
    static final String OTHER_CONTENT = "id is in the log with other content";

    /** A statement for each would cost more than the rows do. */
    private static final int MANY = 8_192;

    private static final int ALL_BYTES = 8 << 20;

    private final Connection connection;
    private final RecordIds ids;
    private final ArrivingRows source;
    private final Purpose purpose;
    private final Map<LogDay, List<Candidate>> waiting = new TreeMap<>();
    private final Set<LogDay> made = new HashSet<>();
    private int rows;
    private long bytes;
    private long accepted;
    private long known;

    /** What the rows are judged for. */
    enum Purpose {
        APPEND,
        /** The rows of a batch that is in the log: which of them were refused is said once more. */
        COMPARE
    }

    private record Candidate(RecordIds.Taken taken, OpenBatch.Into into, SealedRow row, long place) {}

    /** @param source is told of rows that are refused */
    IdentifiedRows(Connection connection, RecordIds ids, ArrivingRows source, Purpose purpose) {
        this.connection = connection;
        this.ids = ids;
        this.source = source;
        this.purpose = purpose;
    }

    /** Collects the row that the source has handed out last. */
    void add(OpenBatch.Into into, LogRecord row, String id) {
        DaySeal seal = into.place().seal();
        SealedRow sealed = seal.seal(row);
        RecordIds.Taken taken = new RecordIds.Taken(seal.id(id), seal.content(sealed, row.details()), row.log());
        waiting.computeIfAbsent(into.place().opened().day(), day -> new ArrayList<>())
                .add(new Candidate(taken, into, sealed, source.place()));
        rows++;
        bytes += sealed.details().length;
    }

    /** Whether the rows are to be judged before there are more of them. */
    boolean areMany() {
        return rows >= MANY || bytes >= ALL_BYTES;
    }

    /** Rows that were not in the log and went to their writers. */
    long accepted() {
        return accepted;
    }

    /** Rows that were in the log already. */
    long known() {
        return known;
    }

    /** Judges all that were collected, and sends those that are new on their way. The connection must be free. */
    void settle() throws SQLException {
        List<Candidate> free = new ArrayList<>();
        for (Map.Entry<LogDay, List<Candidate>> day : waiting.entrySet()) {
            if (purpose == Purpose.APPEND) {
                free.addAll(take(day.getKey(), day.getValue()));
            } else if (RecordIds.exist(connection, day.getKey())) {
                judge(day.getValue(), contents(day.getKey(), day.getValue()));
            }
        }
        // Only now: a writer may need the connection until it is told to pause.
        for (Candidate candidate : free) {
            candidate.into().writer().add(candidate.into().place(), candidate.row());
        }
        accepted += free.size();
        waiting.clear();
        rows = 0;
        bytes = 0;
    }

    /** Those of a day's rows whose ids were free, in the order in which they came. */
    private List<Candidate> take(LogDay day, List<Candidate> candidates) throws SQLException {
        if (made.add(day)) {
            ids.make(connection, day);
        }
        Map<UUID, Candidate> wanted = new TreeMap<>();
        List<Candidate> rest = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (wanted.putIfAbsent(candidate.taken().id(), candidate) != null) {
                rest.add(candidate);
            }
        }
        Set<UUID> free = RecordIds.take(
                connection, day, wanted.values().stream().map(Candidate::taken).toList());
        for (Candidate candidate : wanted.values()) {
            if (!free.contains(candidate.taken().id())) {
                rest.add(candidate);
            }
        }
        if (!rest.isEmpty()) {
            judge(rest, contents(day, rest));
        }
        return candidates.stream()
                .filter(each -> free.contains(each.taken().id())
                        && wanted.get(each.taken().id()) == each)
                .toList();
    }

    private Map<UUID, UUID> contents(LogDay day, List<Candidate> candidates) throws SQLException {
        return RecordIds.contents(
                connection,
                day,
                candidates.stream().map(each -> each.taken().id()).collect(Collectors.toSet()));
    }

    private void judge(List<Candidate> candidates, Map<UUID, UUID> contents) {
        for (Candidate candidate : candidates) {
            if (candidate
                    .taken()
                    .content()
                    .equals(contents.get(candidate.taken().id()))) {
                known++;
            } else {
                source.refuse(candidate.place(), OTHER_CONTENT);
            }
        }
    }
}
