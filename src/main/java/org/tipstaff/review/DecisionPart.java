package org.tipstaff.review;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.Move;
import org.tipstaff.request.Request;

/** What was decided on a request, for whoever may see it: granted beside asked, and the reasons. */
@ApplicationScoped
class DecisionPart implements CasePart {
    private final Reviews reviews;

    DecisionPart(Reviews reviews) {
        this.reviews = reviews;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance panel(DecisionsView view);
    }

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public int position() {
        return 20;
    }

    /** One decision in the request's JSON; a confirmation may name the {@code position} of the one it confirms. */
    @Schema(
            name = "Decision",
            description = "What was decided on the request.",
            extensions = @Extension(name = "x-part-of-request", value = "decision[]"))
    record DecisionJson(
            int position,
            Move move,
            Instant at,
            @Schema(description = "Name of the reviewer.") String by,
            String reason,

            @Schema(description = "Whether less was granted than asked.")
            boolean narrowed,

            List<CutJson> notGranted) {
        static DecisionJson of(DecisionsView.Entry entry) {
            return new DecisionJson(
                    entry.decision().position(),
                    entry.decision().move(),
                    entry.decision().at(),
                    entry.decision().by().name(),
                    entry.reason(),
                    entry.narrowed(),
                    entry.left().stream()
                            .map(left -> new CutJson(left.part(), left.reason()))
                            .toList());
        }
    }

    /** A part that was not granted, and why. */
    @Schema(name = "Cut", description = "A part that was not granted, and why.")
    record CutJson(String part, String reason) {}

    @Override
    public @Nullable Object json(Request request, Actor actor) {
        DecisionsView view = view(request);
        return view.entries().isEmpty()
                ? null
                : view.entries().stream().map(DecisionJson::of).toList();
    }

    @Override
    public Optional<TemplateInstance> panel(Request request, Actor actor) {
        DecisionsView view = view(request);
        return view.entries().isEmpty() ? Optional.empty() : Optional.of(Templates.panel(view));
    }

    private DecisionsView view(Request request) {
        List<DecisionsView.Entry> entries = reviews.decisions(request.reference()).stream()
                .map(decision -> new DecisionsView.Entry(
                        decision, decision.move() == Move.APPROVE && decision.round() == request.round(), request))
                .toList();
        return new DecisionsView(entries);
    }
}
