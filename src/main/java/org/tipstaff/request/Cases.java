package org.tipstaff.request;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Moves moves;
    private final List<CasePart> parts;
    private final AuditLog audit;

    public Cases(Requests requests, Findings findings, Moves moves, @All List<CasePart> parts, AuditLog audit) {
        this.requests = requests;
        this.findings = findings;
        this.moves = moves;
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(CasePart::position))
                .toList();
        this.audit = audit;
    }

    List<CasePart> parts() {
        return parts;
    }

    /** Opens a request for an actor, and notes in the audit log that they looked. */
    @Transactional
    public Request look(CaseReference reference, Actor actor) {
        Request request = requests.get(reference, actor);
        audit.record(AuditAction.REQUEST_VIEWED, actor, reference.value(), Map.of());
        return request;
    }

    private List<Finding> shown(Request request, Actor actor) {
        List<Finding> found = findings.of(request);
        return actor.is(Role.OFFICER) ? Finding.forAgency(found) : found;
    }

    @Transactional
    public RequestJson json(CaseReference reference, Actor actor) {
        Request request = look(reference, actor);
        Map<String, Object> extra = new LinkedHashMap<>();
        for (CasePart part : parts) {
            Object value = part.json(request, actor);
            if (value != null) {
                extra.put(part.name(), value);
            }
        }
        Optional<String> policy = findings.policyOf(request);
        return RequestJson.of(
                request,
                shown(request, actor).stream()
                        .map(finding -> RequestJson.FindingJson.of(finding, policy))
                        .toList(),
                moves.offered(request, actor),
                requests.timeline(reference).stream()
                        .map(moved -> RequestJson.MovedJson.of(moved, actor))
                        .toList(),
                extra);
    }
}
