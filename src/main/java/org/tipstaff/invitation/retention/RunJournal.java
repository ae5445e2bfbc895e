package org.tipstaff.invitation.retention;

import java.time.Instant;

/** Where each retention run is written down: that it begins before it destroys anything, and how it ended. */
public interface RunJournal {
    /** @return number of the run */
    long begin(Instant startedAt);

    void done(long number, RetentionRun run);

    /** @param problem kind of failure, without values */
    void failed(long number, Instant finishedAt, String problem);
}
