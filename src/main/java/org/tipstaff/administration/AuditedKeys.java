package org.tipstaff.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.sealing.KeysResealed;

/** Notes the exchange of the master key in the audit log. */
@ApplicationScoped
class AuditedKeys {
    private final AuditLog audit;

    AuditedKeys(AuditLog audit) {
        this.audit = audit;
    }

    @Transactional
    void resealed(@Observes KeysResealed event) {
        audit.record(
                AuditAction.MASTER_KEY_EXCHANGED, Actor.SYSTEM, "-", Map.of("keys", Integer.toString(event.number())));
    }
}
