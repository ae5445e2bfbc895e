package org.tipstaff.invitation;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;

/** The invitation log: appended by the provider's services, read only by a search within its retention. */
public interface InvitationLog {
    /**
     * Appends rows. A batch that was appended before under the same key is not appended again, nor is a row with an id.
     *
     * @param batchKey chosen by the writer
     */
    Appended append(String batchKey, Iterator<LogRecord> rows);

    /**
     * Reads the rows that a search finds, ordered by time, in bounded memory. Reading and purging exclude each other.
     *
     * @param asOf instant at which retention applies: a row with {@code occurredAt <= asOf − retention} is never handed
     *     out. The present for a plain search; the instant of receipt for a hold, which must have pinned it
     * @param sink is handed every row
     * @throws IOException where the sink fails
     */
    Coverage read(Search search, Instant asOf, RowSink sink) throws IOException;

    /**
     * About how many rows {@link #read} would hand out, without opening one: exact for a handle with few rows a day,
     * otherwise what the database expects. Takes milliseconds, whatever the number.
     */
    long estimate(Search search, Instant asOf);

    /** What of a range the log can show, without reading a row. */
    Coverage coverage(TimeRange range, Set<LogKind> logs, Instant asOf);

    /**
     * Keeps the purge from destroying what was within retention at an instant, until {@link #unpin}. Runs in the
     * caller's transaction and must be its first statement there: it takes the lock that excludes the purge.
     *
     * @param holder who pins, for example a case reference; pinning again keeps the earlier instant
     */
    void pin(String holder, Instant asOf);

    /** Lets go. Runs in the caller's transaction. Idempotent. */
    void unpin(String holder);

    /**
     * What became of a batch.
     *
     * @param accepted rows that are in the log now
     * @param expired rows already past retention, not kept
     * @param early rows of the future beyond the tolerated clock difference, not kept
     * @param known rows with an id that were in the log already, and are there once
     * @param repeated whether the batch had been appended before; then the counts are those of the first time
     */
    record Appended(long accepted, long expired, long early, long known, boolean repeated) {}

    /** Takes rows one by one. */
    @FunctionalInterface
    interface RowSink {
        void accept(LogRecord row) throws IOException;
    }
}
