package org.tipstaff.audit;

import java.util.Map;
import org.tipstaff.identity.Actor;

/**
 * Where every step leaves its entry. Called by name, in the transaction of the step itself, before the answer leaves:
 * an entry without its action, or an action without its entry, cannot be committed.
 */
public interface AuditLog {
    /**
     * Writes an entry in the caller's transaction, which must exist. Call it after the rows of the step are locked:
     * entries are numbered one after the other, so the lock taken here is held until commit.
     *
     * @param subject what it is about: a case reference, or {@code -} where there is none
     * @param details facts of the step; never a handle, an address or an order's text
     */
    void record(AuditAction action, Actor actor, String subject, Map<String, String> details);

    /** Writes an entry in a transaction of its own, so that the refusal it reports cannot roll it back. */
    void recordRefusal(Actor actor, String subject, Map<String, String> details);
}
