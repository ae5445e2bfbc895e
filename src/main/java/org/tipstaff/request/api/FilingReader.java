package org.tipstaff.request.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.request.draft.FilingParts;
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.request.receipt.Submission;
import org.tipstaff.web.Problem;

/** What the API sends of a filing, read through the one door of {@link FilingCheck}; its problems name fields of the JSON. */
@ApplicationScoped
class FilingReader {
    private static final Set<String> IN_TERMS =
            Set.of(FilingCheck.HANDLES, FilingCheck.LOGS, FilingCheck.DIRECTION, FilingCheck.FROM, FilingCheck.TO);

    private final FilingCheck check;
    private final OrderIntake intake;
    private final Submission submission;

    FilingReader(FilingCheck check, OrderIntake intake, Submission submission) {
        this.check = check;
        this.intake = intake;
        this.submission = submission;
    }

    /**
     * Looks at what the API sent before its document is inspected, which takes longer.
     *
     * @throws Problem INVALID with what could not be read and what is missing, all at once
     */
    void check(FilingJson json) {
        List<Problem.Detail> wrong = new ArrayList<>();
        FilingParts parts = json.parts(null, wrong);
        check.process(parts, wrong);
        check.terms(parts, wrong);
        check.preservation(parts, wrong);
        if (!wrong.isEmpty()) {
            inJson(() -> {
                throw Problem.invalid("There is a problem with what was filed", wrong);
            });
        }
    }

    /** Files what was sent with a document. */
    CaseReference file(FilingJson json, OrderDocument document, Actor actor, Submission.Origin origin) {
        List<Problem.Detail> wrong = new ArrayList<>();
        FilingParts parts = json.parts(document.id(), wrong);
        return submission.submit(inJson(() -> intake.complete(parts, wrong)), actor, origin);
    }

    /** The fields of the terms lie one deeper in the API's JSON than on the form: their problems name them there. */
    private static <T> T inJson(Supplier<T> checked) {
        try {
            return checked.get();
        } catch (Problem e) {
            throw Problem.of(
                    e.kind(),
                    e.text(),
                    e.details().stream()
                            .map(detail -> IN_TERMS.contains(detail.field())
                                    ? new Problem.Detail("terms." + detail.field(), detail.message())
                                    : detail)
                            .toList());
        }
    }

    /** The narrowed terms of a move; what is not named stays as it was asked for. */
    Terms narrowed(FilingJson.TermsJson json, Request request) {
        return inJson(() -> within(json, request));
    }

    private Terms within(FilingJson.TermsJson json, Request request) {
        List<Problem.Detail> wrong = new ArrayList<>();
        FilingJson.TermsJson asked = FilingJson.typed(request.terms());
        FilingJson.TermsJson whole = new FilingJson.TermsJson(
                json.handles() == null ? asked.handles() : json.handles(),
                json.logs() == null ? asked.logs() : json.logs(),
                json.direction() == null ? asked.direction() : json.direction(),
                json.from() == null ? asked.from() : json.from(),
                json.to() == null ? asked.to() : json.to());
        FilingParts parts =
                new FilingJson(null, null, null, null, null, null, null, null, null, whole).parts(null, wrong);
        Terms terms = wrong.isEmpty() ? check.terms(parts, wrong).orElse(null) : null;
        if (terms == null) {
            throw Problem.invalid("The narrowed terms cannot be read", wrong);
        }
        Terms spelled = terms.spelledAs(request.terms());
        if (!spelled.within(request.terms())) {
            throw Problem.invalid("terms", "Terms can only be narrowed: these ask for more than the request");
        }
        return spelled;
    }
}
