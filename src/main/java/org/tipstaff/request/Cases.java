package org.tipstaff.request;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;

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
        return RequestJson.of(
                request,
                findings.of(request).stream().map(RequestJson.FindingJson::of).toList(),
                moves.offered(request, actor).stream().map(Move::name).toList(),
                requests.timeline(reference).stream()
                        .map(RequestJson.MovedJson::of)
                        .toList(),
                extra);
    }
}
