package org.tipstaff.request.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.web.Problem;

/**
 * A draft as far as it can be read, with everything that is missing or wrong.
 *
 * @param process where all of it is there
 * @param terms where all of them are there
 * @param preservation the letter that came before, where one is named
 */
public record DraftReading(
        Draft draft,
        FilingParts parts,
        Optional<ServedProcess> process,
        Optional<Terms> terms,
        @Nullable CaseReference preservation,
        Map<FilingStep, List<Problem.Detail>> wrong) {

    /** Fields of the draft that are no part of a filing. */
    public static final String UPLOAD_PROBLEM = "upload.problem";

    public static final String LIST_PROBLEM = "list.problem";

    public static final String NONDISCLOSURE = "nondisclosure";

    public static DraftReading of(Draft draft, FilingCheck check) {
        DraftForm form = new DraftForm(draft);
        FilingParts parts = form.parts();
        List<Problem.Detail> all = new ArrayList<>(form.wrong());
        // The check adds "missing" only where the form has not said "unreadable".
        Optional<ServedProcess> process = check.process(parts, all);
        Optional<Terms> terms = check.terms(parts, all);
        CaseReference preservation = check.preservation(parts, all);
        if (draft.field(NONDISCLOSURE).equals("yes")
                && parts.nondisclosureUntil() == null
                && all.stream().noneMatch(detail -> detail.field().equals(FilingCheck.NONDISCLOSURE_UNTIL))) {
            all.add(new Problem.Detail(
                    FilingCheck.NONDISCLOSURE_UNTIL, "Enter when the nondisclosure ends, as the order says"));
        }
        if (!draft.field(LIST_PROBLEM).isEmpty()) {
            all.add(new Problem.Detail(FilingCheck.LIST, draft.field(LIST_PROBLEM)));
        }
        if (draft.documentId() == null) {
            String refused = draft.field(UPLOAD_PROBLEM);
            all.add(new Problem.Detail(
                    FilingCheck.ORDER, refused.isEmpty() ? "Upload the document as a PDF" : refused));
        }
        Map<FilingStep, List<Problem.Detail>> wrong = new EnumMap<>(FilingStep.class);
        for (FilingStep step : FilingStep.values()) {
            wrong.put(
                    step,
                    all.stream()
                            .filter(detail -> step.fields().contains(detail.field()))
                            .sorted(Comparator.comparingInt(
                                    detail -> step.fields().indexOf(detail.field())))
                            .toList());
        }
        return new DraftReading(draft, parts, process, terms, preservation, Map.copyOf(wrong));
    }

    public List<Problem.Detail> wrongIn(FilingStep step) {
        return wrong.getOrDefault(step, List.of());
    }

    public boolean complete() {
        return wrong.values().stream().allMatch(List::isEmpty);
    }

    /** The filing; only of a complete draft. */
    public Optional<Filing> filing() {
        var document = draft.document();
        return complete() && process.isPresent() && terms.isPresent() && document.isPresent()
                ? Optional.of(new Filing(process.get(), terms.get(), document.get(), preservation))
                : Optional.empty();
    }

    /** The first step with something missing, or the last. */
    public FilingStep firstOpen() {
        for (FilingStep step : FilingStep.values()) {
            if (!wrongIn(step).isEmpty()) {
                return step;
            }
        }
        return FilingStep.CHECK;
    }

    @Override
    public String toString() {
        return draft.toString();
    }
}
