package org.tipstaff.request;

import java.time.Instant;
import org.tipstaff.process.Terms;

/** What the hold at receipt must do while a request is born; {@code hold} implements it. */
public interface Freezing {
    /**
     * MUST be the first statement of the transaction in which the request is born: it takes the lock that excludes the
     * purge of the log, so that no row within retention at receipt can be destroyed before it is copied.
     */
    void begin(CaseReference reference, Terms terms, Instant receivedAt);

    /** Enqueues the copying, in the same transaction, after the request's row is there. */
    void enqueue(CaseReference reference);

    /** A correction narrowed the terms of a request that is being held or is held. Runs in the caller's transaction. */
    void narrowed(CaseReference reference, Terms narrowed);

    /** Waits until the rows are frozen, a few seconds at most; a long copying goes on in the background. */
    void await(CaseReference reference);
}
