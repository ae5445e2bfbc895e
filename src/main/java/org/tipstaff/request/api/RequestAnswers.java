package org.tipstaff.request.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Cases;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;

/** A request as the API answers it, with what the features say of it. */
@ApplicationScoped
class RequestAnswers {
    private final Cases cases;
    private final Requests requests;
    private final Findings findings;
    private final Moves moves;

    RequestAnswers(Cases cases, Requests requests, Findings findings, Moves moves) {
        this.cases = cases;
        this.requests = requests;
        this.findings = findings;
        this.moves = moves;
    }

    /** Looks at a request, which is audited. */
    @Transactional
    RequestJson of(CaseReference reference, Actor actor) {
        Request request = cases.look(reference, actor);
        Map<String, Object> extra = new LinkedHashMap<>();
        for (CasePart part : cases.parts()) {
            Object value = part.json(request, actor);
            if (value != null) {
                extra.put(part.name(), value);
            }
        }
        Optional<String> policy = findings.policyOf(request);
        return RequestJson.of(
                request,
                cases.findings(request, actor).stream()
                        .map(finding -> RequestJson.FindingJson.of(finding, policy))
                        .toList(),
                moves.offered(request, actor),
                requests.timeline(reference).stream()
                        .map(moved -> RequestJson.MovedJson.of(moved, actor))
                        .toList(),
                extra);
    }
}
