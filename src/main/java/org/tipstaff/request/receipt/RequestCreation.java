package org.tipstaff.request.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Year;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Freezing;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moved;
import org.tipstaff.request.NewRequest;
import org.tipstaff.request.Preservations;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.RequestRegister;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.Timeline;

/** Writes a new request with all that belongs to it, in the caller's transaction. */
@ApplicationScoped
class RequestCreation {
    private final RequestRegister register;
    private final Findings findings;
    private final Timeline timeline;
    private final Requests requests;
    private final Freezing freezing;
    private final AuditLog audit;
    private final Event<RequestMoved> moved;
    private final Preservations preservations;

    RequestCreation(
            RequestRegister register,
            Findings findings,
            Timeline timeline,
            Requests requests,
            Freezing freezing,
            AuditLog audit,
            Event<RequestMoved> moved,
            Preservations preservations) {
        this.register = register;
        this.findings = findings;
        this.timeline = timeline;
        this.requests = requests;
        this.freezing = freezing;
        this.audit = audit;
        this.moved = moved;
        this.preservations = preservations;
    }

    CaseReference nextReference(Year year) {
        return register.nextReference(year);
    }

    /** @param origin claimed before anything is written: a second request of it waits here, and ends */
    void create(NewRequest created, Submission.Origin origin) {
        CaseReference reference = created.reference();
        if (!created.refused()) {
            freezing.begin(reference, created.filing().terms(), created.receivedAt());
        }
        origin.claim(reference);
        CaseReference letter = created.filing().preservation();
        if (letter != null) {
            preservations.requireOpen(letter, created.officer());
        }
        register.enter(created);
        findings.add(reference, 1, created.findings());
        Moved submitted = new Moved(
                Move.SUBMIT,
                Status.DRAFT,
                Status.SUBMITTED,
                created.officer().id(),
                created.officer().name(),
                Role.OFFICER,
                created.receivedAt(),
                "");
        timeline.add(reference, submitted);
        if (!created.refused()) {
            freezing.enqueue(reference);
        }
        audit.record(
                AuditAction.SUBMITTED,
                created.officer(),
                reference.value(),
                Map.of(
                        "move", Move.SUBMIT.name(),
                        "instrument", created.filing().process().instrument().name(),
                        "document", created.documentHash().hex(),
                        "preservation", letter == null ? "-" : letter.value(),
                        "terms", requests.get(reference).termsHash().hex()));
        audit.record(AuditAction.EXAMINED, Actor.SYSTEM, reference.value(), Findings.summary(created.findings()));
        if (created.refused()) {
            Moved refusal = requests.move(new MoveCommand(
                    reference, Move.REFUSE_AUTOMATICALLY, Actor.SYSTEM, Findings.refusal(created.findings())));
            moved.fire(new RequestMoved(requests.get(reference), refusal));
        } else {
            moved.fire(new RequestMoved(requests.get(reference), submitted));
            if (letter != null) {
                preservations.convert(letter, reference);
            }
        }
    }
}
