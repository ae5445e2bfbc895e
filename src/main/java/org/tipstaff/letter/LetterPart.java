package org.tipstaff.letter;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.Move;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;

/** The letters of a request on the pages of those who may see it. */
@ApplicationScoped
class LetterPart implements CasePart {
    private final Letters letters;

    LetterPart(Letters letters) {
        this.letters = letters;
    }

    /**
     * A letter as a page shows it.
     *
     * @param waits for whom it waits, as a sentence; empty where it waits for nobody
     * @param takenBack by which move; nothing while it stands
     */
    public record Line(Letter letter, String waits, Optional<Moved> takenBack) {
        /** What has become of what it tells of, in a sentence; empty while it stands. */
        public String since() {
            return takenBack
                    .map(moved -> sentence(moved.move()) + " Do not rely on this letter.")
                    .orElse("");
        }

        private static String sentence(Move move) {
            return move == Move.DECLINE
                    ? "The custodian of records did not certify what was granted, and it is decided anew."
                    : move == Move.REOPEN
                            ? "The reviewers took this grant back, and decide anew."
                            : "The disclosure that followed this grant was recalled.";
        }
    }

    /** All letters of a request. */
    public record View(Request request, List<Line> lines) {
        /** The portal writes one right now, so the page is worth loading again. */
        public boolean writing() {
            return lines.stream()
                    .anyMatch(line ->
                            line.letter().signed() == null && line.waits().isEmpty());
        }
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance panel(View view);

        static native TemplateInstance bench(View view);
    }

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public int position() {
        return 4;
    }

    @Override
    public @Nullable Object json(Request request, Actor actor) {
        List<Letter> found = letters.of(request.reference(), actor);
        return found.isEmpty()
                ? null
                : found.stream()
                        .map(letter -> LetterJson.of(letter, letters.takenBack(letter)))
                        .toList();
    }

    @Override
    public Optional<TemplateInstance> panel(Request request, Actor actor) {
        return view(request, actor).map(Templates::panel);
    }

    @Override
    public Optional<TemplateInstance> staffPanel(Request request, Actor actor) {
        return view(request, actor).map(Templates::bench);
    }

    private Optional<View> view(Request request, Actor actor) {
        List<Line> lines = letters.of(request.reference(), actor).stream()
                .map(letter -> new Line(letter, letters.waits(letter), letters.takenBack(letter)))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(new View(request, lines));
    }
}
