package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.request.CaseReference;

/** How a hold's long work ends: what became of it, the log unpinned and the audit entry, all or none. */
@ApplicationScoped
class HoldConclusion {
    private final HoldTransactions transactions;
    private final InvitationLog log;
    private final AuditLog audit;
    private final Clock clock;

    HoldConclusion(HoldTransactions transactions, InvitationLog log, AuditLog audit, Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    /** As {@link HoldTransactions#requireNone}. */
    void requireNoTransaction(String step) {
        transactions.requireNone(step);
    }

    /** @param change of the hold's rows */
    void conclude(AuditAction action, CaseReference reference, Map<String, String> details, Runnable change) {
        transactions.inOne(() -> {
            change.run();
            log.unpin(reference.value());
            audit.record(action, Actor.SYSTEM, reference.value(), details);
            return true;
        });
    }

    /** The present, in the microseconds that the database keeps. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
