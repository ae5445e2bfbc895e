package org.tipstaff.disclosure.custody;

import io.quarkus.arc.All;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tipstaff.identity.Actor;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Request;
import org.tipstaff.review.Decision;
import org.tipstaff.review.Reviews;

/** What a custodian swears by: what was asked, what was found in the order, and what the reviewers decided. */
@ApplicationScoped
class Decided {
    private static final String DECISION = "decision";

    private final Findings findings;
    private final Reviews reviews;
    private final List<CasePart> parts;

    Decided(Findings findings, Reviews reviews, @All List<CasePart> parts) {
        this.findings = findings;
        this.reviews = reviews;
        this.parts = parts;
    }

    /** A finding with the answers that it was given, in words; empty for PASS. */
    public record Found(Finding finding, String answers) {}

    /**
     * The custodian's view of it.
     *
     * @param asked terms as filed
     * @param panels the decisions, rendered
     */
    public record View(Terms asked, List<Found> found, List<String> panels) {
        public String logs() {
            return String.join(", ", asked.logs().stream().map(LogKind::title).toList());
        }
    }

    View of(Request request, Actor actor) {
        List<Decision> decisions = reviews.decisions(request.reference());
        return new View(
                request.terms(),
                findings.of(request).stream()
                        .map(finding -> new Found(finding, Decision.answersTo(finding, decisions, request.round())))
                        .toList(),
                parts.stream()
                        .filter(part -> part.name().equals(DECISION))
                        .flatMap(part -> part.panel(request, actor).stream())
                        .map(TemplateInstance::render)
                        .toList());
    }
}
