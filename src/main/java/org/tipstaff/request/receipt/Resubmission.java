package org.tipstaff.request.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Examination;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Terms;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Freezing;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.RequestRegister;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.web.Problem;

/**
 * A request that was sent back is corrected and submitted again. Its terms may only become narrower: what was not
 * frozen at the first receipt would be frozen too late, so it belongs in a request of its own, held from its own
 * receipt on.
 */
@ApplicationScoped
public class Resubmission {
    private final Requests requests;
    private final RequestRegister register;
    private final Examiner examiner;
    private final Findings findings;
    private final Submission submission;
    private final Freezing freezing;
    private final AuditLog audit;
    private final Event<RequestMoved> moved;

    Resubmission(
            Requests requests,
            RequestRegister register,
            Examiner examiner,
            Findings findings,
            Submission submission,
            Freezing freezing,
            AuditLog audit,
            Event<RequestMoved> moved) {
        this.requests = requests;
        this.register = register;
        this.examiner = examiner;
        this.findings = findings;
        this.submission = submission;
        this.freezing = freezing;
        this.audit = audit;
        this.moved = moved;
    }

    /** Submits again as it stands, or with the command's narrower terms. */
    @Transactional
    public void again(MoveCommand command) {
        Request request = requests.lock(command.reference());
        Terms terms = command.terms() == null ? request.terms() : command.terms();
        corrected(
                command,
                new Filing(
                        request.process(),
                        terms,
                        request.documentId(),
                        request.succession().preservation()));
    }

    /**
     * Submits a correction.
     *
     * @throws Problem INVALID where it asks for more than what was frozen at receipt
     */
    @Transactional
    public void corrected(MoveCommand command, Filing typed) {
        Request request = requests.lock(command.reference());
        Filing filing = typed.with(typed.terms().spelledAs(request.terms()));
        if (!filing.terms().within(request.terms())) {
            throw Problem.invalid(
                    FilingCheck.HANDLES,
                    "The correction asks for handles, logs or times that were not frozen when the request was"
                            + " received. File a new request for them, so that they are frozen now");
        }
        if (filing.process().instrument() != request.process().instrument()) {
            throw Problem.invalid(FilingCheck.INSTRUMENT, "Another kind of process needs a request of its own");
        }
        if (!Objects.equals(filing.preservation(), request.succession().preservation())) {
            throw Problem.invalid(
                    FilingCheck.PRESERVATION,
                    "What was preserved is taken over at receipt only. Withdraw this request and file a new one that"
                            + " names the letter");
        }
        OrderDocument document = submission.document(filing.documentId());
        List<Finding> found = examiner.examine(
                new Examiner.Subject(filing, document, request.agency(), request.receivedAt()), command.reference());
        Moved made = requests.move(command, Status.SUBMITTED);
        int round = register.correct(command.reference(), filing, document.sha256());
        findings.add(command.reference(), round, found);
        if (!filing.terms().equals(request.terms())) {
            freezing.narrowed(command.reference(), filing.terms());
        }
        audit.record(AuditAction.EXAMINED, Actor.SYSTEM, command.reference().value(), Findings.summary(found));
        if (Examination.worst(found) == Verdict.REFUSE) {
            made = requests.move(new MoveCommand(
                    command.reference(), Move.REFUSE_AUTOMATICALLY, Actor.SYSTEM, Findings.refusal(found)));
        }
        moved.fire(new RequestMoved(requests.get(command.reference()), made));
    }
}
