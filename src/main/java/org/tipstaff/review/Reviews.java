package org.tipstaff.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.MoveHandler;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Particulars;
import org.tipstaff.request.Reopening;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.web.Problem;

/** What reviewers decide. Each decision is kept with the document and terms that it was made on. */
@ApplicationScoped
public class Reviews implements MoveHandler {
    private final Requests requests;
    private final Reopening reopening;
    private final Approvals approvals;
    private final Decisions decisions;
    private final AuditLog audit;
    private final Event<RequestMoved> moved;

    Reviews(
            Requests requests,
            Reopening reopening,
            Approvals approvals,
            Decisions decisions,
            AuditLog audit,
            Event<RequestMoved> moved) {
        this.requests = requests;
        this.reopening = reopening;
        this.approvals = approvals;
        this.decisions = decisions;
        this.audit = audit;
        this.moved = moved;
    }

    @Override
    public Set<Move> moves() {
        return EnumSet.of(
                Move.CLAIM,
                Move.RELEASE_CLAIM,
                Move.RETURN,
                Move.REFUSE,
                Move.APPROVE,
                Move.CONFIRM,
                Move.SUSPEND,
                Move.RESUME,
                Move.CORRECT,
                Move.REOPEN);
    }

    @Override
    public boolean offers(Move move, Request request, Actor actor) {
        return switch (move) {
            case RELEASE_CLAIM, APPROVE -> request.claimedBy(actor.id());
            case RETURN, REFUSE -> request.status() == Status.SECOND_REVIEW || request.claimedBy(actor.id());
            case CONFIRM ->
                approvals
                        .standing(request)
                        .filter(decision -> decision.by().id().equals(actor.id()))
                        .isEmpty();
            case CLAIM, SUSPEND, RESUME, REOPEN -> true;
            case CORRECT -> approvals.held(request.reference());
            case SUBMIT,
                    REFUSE_AUTOMATICALLY,
                    PREPARE,
                    CERTIFY,
                    DECLINE,
                    WITHDRAW,
                    RECALL,
                    CLOSE,
                    PRESERVE,
                    EXTEND,
                    CONVERT,
                    EXPIRE -> false;
        };
    }

    /** Makes a reviewer's move. */
    @Override
    @Transactional
    public void handle(MoveCommand command) {
        Request request = requests.lock(command.reference());
        if (command.move().needsReason() && command.reason().isBlank()) {
            throw Problem.invalid("reason", "Say why, so that the officer can act on it");
        }
        notTooLong(command);
        Moved made = switch (command.move()) {
            case APPROVE -> claimed(command, request, () -> approvals.approve(command, request));
            case CONFIRM -> approvals.confirm(command, request);
            case RETURN, REFUSE -> turnDown(command, request);
            case RELEASE_CLAIM -> claimed(command, request, () -> requests.move(command));
            case RESUME -> requests.move(command, requests.suspendedFrom(command.reference()));
            case CLAIM, SUSPEND -> requests.move(command);
            case CORRECT -> correct(command, request);
            case REOPEN -> reopening.begin(command);
            case SUBMIT,
                    REFUSE_AUTOMATICALLY,
                    PREPARE,
                    CERTIFY,
                    DECLINE,
                    WITHDRAW,
                    RECALL,
                    CLOSE,
                    PRESERVE,
                    EXTEND,
                    CONVERT,
                    EXPIRE -> throw new IllegalArgumentException(command.move() + " is no reviewer's move");
        };
        moved.fire(new RequestMoved(requests.get(command.reference()), made));
    }

    private static void notTooLong(MoveCommand command) {
        Particulars more = command.particulars();
        List<Problem.Detail> wrong = new ArrayList<>();
        Map<String, String> words = new TreeMap<>(Map.of("reason", command.reason(), "note", more.note()));
        more.overrides().forEach((code, why) -> words.put(Answers.OVERRIDE_FIELD + code, why));
        words.put(Cut.FIELD, more.why().longest());
        words.forEach((field, text) -> {
            if (text.length() > MoveCommand.LONGEST_REASON) {
                wrong.add(new Problem.Detail(field, "Use at most 4,000 characters"));
            }
        });
        if (!wrong.isEmpty()) {
            throw Problem.invalid("Use at most 4,000 characters", wrong);
        }
    }

    private Moved claimed(MoveCommand command, Request request, Supplier<Moved> then) {
        if (command.move().from().contains(request.status())
                && !request.claimedBy(command.actor().id())) {
            String who = request.claim().map(Request.Person::name).orElse("nobody");
            refused(command, "claimed by another");
            throw Problem.conflict(
                    "This request is claimed by %s. Only they can decide it, or release it.".formatted(who));
        }
        return then.get();
    }

    private Moved turnDown(MoveCommand command, Request request) {
        return request.status() == Status.SECOND_REVIEW
                ? approvals.turnDown(command, request)
                : claimed(command, request, () -> approvals.turnDown(command, request));
    }

    /** The corrected disclosure comes from the same snapshot: without it there is nothing to correct with. */
    private Moved correct(MoveCommand command, Request request) {
        if (request.status() == Status.RECALLED && !approvals.held(request.reference())) {
            refused(command, "snapshot destroyed");
            throw Problem.conflict(
                    "The frozen rows were destroyed, so no corrected disclosure can be made of them. The recalled one"
                            + " stays recalled.");
        }
        return reopening.begin(command);
    }

    private void refused(MoveCommand command, String rule) {
        audit.recordRefusal(
                command.actor(),
                command.reference().value(),
                Map.of("move", command.move().name(), "rule", rule));
    }

    /** The approval of the present round that stands; empty where there is none. */
    @Transactional
    public Optional<Decision> standing(Request request) {
        return approvals.standing(request);
    }

    /** Whether an approval of the present round grants less than was asked. */
    @Transactional
    public boolean narrowed(Request request) {
        return approvals
                .standing(request)
                .filter(decision -> !decision.granted().equals(request.terms()))
                .isPresent();
    }

    /** The decisions, oldest first. */
    @Transactional
    public List<Decision> decisions(CaseReference reference) {
        return decisions.of(reference);
    }

    /**
     * The ticket for producing.
     *
     * @throws IllegalStateException where the approvals are not complete, or do not bind to the document and terms as
     *     they are now: then nothing is produced, whatever the status says
     */
    @Transactional
    public ApprovedRequest approved(CaseReference reference) {
        return approvals.approved(requests.get(reference));
    }

    /** Whether an actor reviewed the request, so that they cannot be its custodian. */
    @Transactional
    public boolean reviewed(CaseReference reference, Actor actor) {
        return decisions.of(reference).stream()
                .anyMatch(decision -> decision.by().id().equals(actor.id()));
    }
}
