package org.tipstaff.work;

/**
 * A step that is done outside any request: it MUST be idempotent, because after a crash it is run again, and it opens
 * its own transactions.
 */
public interface WorkStep {
    /** Stable: it is stored in the queue. */
    String name();

    /**
     * Does the step, wholly or not at all.
     *
     * @param subject what it is about, for example a case reference
     * @throws Exception the step is tried again later, ever less often
     */
    void run(String subject) throws Exception;
}
