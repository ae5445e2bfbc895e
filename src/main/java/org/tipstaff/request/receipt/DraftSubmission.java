package org.tipstaff.request.receipt;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.draft.BecameRequest;
import org.tipstaff.request.draft.Draft;
import org.tipstaff.request.draft.DraftReading;
import org.tipstaff.request.draft.Drafts;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.web.Problem;

/** Turns a complete draft into a request, or a corrected one into its next round. */
@ApplicationScoped
public class DraftSubmission {
    static final String DECLARED = "declared";

    private final FilingCheck check;
    private final Submission submission;
    private final Resubmission resubmission;
    private final Drafts drafts;
    private final OrderIntake intake;

    DraftSubmission(
            FilingCheck check, Submission submission, Resubmission resubmission, Drafts drafts, OrderIntake intake) {
        this.check = check;
        this.submission = submission;
        this.resubmission = resubmission;
        this.drafts = drafts;
        this.intake = intake;
    }

    /**
     * @throws Problem INVALID with everything that is missing
     * @throws BecameRequest where the draft was filed before, or in another window at this moment
     */
    public CaseReference file(Draft draft, boolean declared, Actor officer) {
        DraftReading reading = DraftReading.of(draft, check);
        Filing filing = reading.filing()
                .orElseThrow(() -> Problem.invalid(
                        "The draft is not complete",
                        reading.wrong().values().stream().flatMap(List::stream).toList()));
        if (!declared) {
            throw Problem.invalid(DECLARED, "Confirm that the terms are those of the document");
        }
        CaseReference reference = draft.corrects();
        if (reference == null) {
            reference = submission.submit(filing, officer, born -> drafts.claim(draft, officer, born));
        } else {
            MoveCommand again = new MoveCommand(reference, Move.SUBMIT, officer, "");
            QuarkusTransaction.requiringNew().run(() -> {
                drafts.claim(draft, officer, again.reference());
                resubmission.corrected(again, filing);
            });
        }
        intake.awaitHold(reference);
        return reference;
    }
}
