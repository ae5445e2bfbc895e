package org.tipstaff.request;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.process.Finding;

/** A request with everything that the features say of it. Every look is audited. */
@ApplicationScoped
public class Cases {
    private final Requests requests;
    private final Findings findings;
    private final List<CasePart> parts;
    private final AuditLog audit;

    public Cases(Requests requests, Findings findings, @All List<CasePart> parts, AuditLog audit) {
        this.requests = requests;
        this.findings = findings;
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(CasePart::position))
                .toList();
        this.audit = audit;
    }

    public List<CasePart> parts() {
        return parts;
    }

    /** Opens a request for an actor, and notes in the audit log that they looked. */
    @Transactional
    public Request look(CaseReference reference, Actor actor) {
        Request request = requests.get(reference, actor);
        audit.record(AuditAction.REQUEST_VIEWED, actor, reference.value(), Map.of());
        return request;
    }

    /** The findings as far as this actor may know them. */
    @Transactional
    public List<Finding> findings(Request request, Actor actor) {
        List<Finding> found = findings.of(request);
        return actor.is(Role.OFFICER) ? Finding.forAgency(found) : found;
    }
}
