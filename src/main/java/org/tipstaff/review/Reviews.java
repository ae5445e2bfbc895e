package org.tipstaff.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Holds;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Policy;
import org.tipstaff.process.Terms;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.MoveHandler;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Reopening;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.web.Problem;

/** What reviewers decide. Each decision is kept with the document and terms that it was made on. */
@ApplicationScoped
public class Reviews implements MoveHandler {
    private static final Set<Move> WITH_REASON = EnumSet.of(Move.RETURN, Move.REFUSE, Move.SUSPEND, Move.CORRECT);
    private static final int LONGEST_REASON = 4_000;

    private final Requests requests;
    private final Reopening reopening;
    private final Findings findings;
    private final Decisions decisions;
    private final Holds holds;
    private final Policy policy;
    private final AuditLog audit;
    private final Clock clock;
    private final Event<RequestMoved> moved;

    Reviews(
            Requests requests,
            Reopening reopening,
            Findings findings,
            Decisions decisions,
            Holds holds,
            Policy policy,
            AuditLog audit,
            Clock clock,
            Event<RequestMoved> moved) {
        this.requests = requests;
        this.reopening = reopening;
        this.findings = findings;
        this.decisions = decisions;
        this.holds = holds;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
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
                Move.CORRECT);
    }

    @Override
    public boolean offers(Move move, Request request, Actor actor) {
        return switch (move) {
            case RELEASE_CLAIM, RETURN, APPROVE -> request.claimedBy(actor.id());
            case REFUSE -> request.status() == Status.SECOND_REVIEW || request.claimedBy(actor.id());
            case CONFIRM ->
                decisions.of(request.reference()).stream()
                        .noneMatch(decision -> decision.move() == Move.APPROVE
                                && decision.round() == request.round()
                                && decision.by().id().equals(actor.id()));
            case CLAIM, SUSPEND, RESUME -> true;
            case CORRECT -> held(request.reference());
            case SUBMIT,
                    REFUSE_AUTOMATICALLY,
                    PREPARE,
                    CERTIFY,
                    WITHDRAW,
                    RECALL,
                    CLOSE,
                    PRESERVE,
                    EXTEND,
                    CONVERT,
                    EXPIRE -> false;
        };
    }

    @Override
    @Transactional
    public void handle(MoveCommand command) {
        decide(command, Map.of());
    }

    /**
     * Makes a reviewer's move.
     *
     * @param answers code of a finding → answer, from the workbench; may be empty where the reason covers them
     */
    @Transactional
    public void decide(MoveCommand command, Map<String, String> answers) {
        Request request = requests.lock(command.reference());
        if (command.reason().length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "Use at most 4,000 characters");
        }
        if (WITH_REASON.contains(command.move()) && command.reason().isBlank()) {
            throw Problem.invalid("reason", "Say why, so that the officer can act on it");
        }
        Moved made = switch (command.move()) {
            case APPROVE -> approve(command, request, answers);
            case CONFIRM -> confirm(command, request, answers);
            case RETURN, REFUSE -> turnDown(command, request, answers);
            case RELEASE_CLAIM -> claimed(command, request, () -> requests.move(command));
            case RESUME -> requests.move(command, requests.suspendedFrom(command.reference()));
            case CLAIM, SUSPEND -> requests.move(command);
            case CORRECT -> correct(command, request);
            case SUBMIT,
                    REFUSE_AUTOMATICALLY,
                    PREPARE,
                    CERTIFY,
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

    private Moved claimed(MoveCommand command, Request request, java.util.function.Supplier<Moved> then) {
        if (command.move().from().contains(request.status())
                && !request.claimedBy(command.actor().id())) {
            String who = request.claim().map(Request.Person::name).orElse("nobody");
            refused(command, "claimed by another");
            throw Problem.conflict(
                    "This request is claimed by %s. Only they can decide it, or release it.".formatted(who));
        }
        return then.get();
    }

    private Moved turnDown(MoveCommand command, Request request, Map<String, String> answers) {
        if (request.status() != Status.SECOND_REVIEW) {
            return claimed(command, request, () -> keepAndMove(command, request, answers));
        }
        return keepAndMove(command, request, answers);
    }

    private Moved keepAndMove(MoveCommand command, Request request, Map<String, String> answers) {
        Moved made = requests.move(command);
        decisions.add(request.reference(), decision(command, request, answers, new Granted(request.terms(), 0)));
        return made;
    }

    /** What is granted, and how many rows that is. */
    private record Granted(Terms terms, long rows) {}

    private Moved approve(MoveCommand command, Request request, Map<String, String> answers) {
        return claimed(command, request, () -> {
            if (!command.move().from().contains(request.status())) {
                return requests.move(command, Status.APPROVED);
            }
            Granted granted = granted(command, request);
            answered(command, request, answers);
            boolean fourEyes = policy.needsFourEyes(
                    request.process().instrument(), granted.terms().direction(), granted.rows());
            Moved made = requests.move(command, fourEyes ? Status.SECOND_REVIEW : Status.APPROVED);
            decisions.approve(request, 1, command.actor().id());
            decisions.add(request.reference(), decision(command, request, answers, granted));
            return made;
        });
    }

    private Granted granted(MoveCommand command, Request request) {
        Terms terms = command.terms() == null ? request.terms() : command.terms();
        if (!terms.within(request.terms())) {
            throw Problem.invalid("terms", "Terms can only be narrowed: these ask for more than the request");
        }
        if (!held(request.reference())) {
            throw Problem.conflict(
                    "The rows are still being frozen. Approve when their number is there: it may show that the request is unduly voluminous.");
        }
        long rows = rowsWithin(request, terms);
        RowCaps.require(policy.review(), terms.direction(), rows);
        return new Granted(terms, rows);
    }

    private boolean held(CaseReference reference) {
        return holds.find(reference)
                .map(snapshot -> snapshot.state() == HoldState.HELD)
                .orElse(false);
    }

    /** The corrected disclosure comes from the same snapshot: without it there is nothing to correct with. */
    private Moved correct(MoveCommand command, Request request) {
        if (request.status() == Status.RECALLED && !held(request.reference())) {
            refused(command, "snapshot destroyed");
            throw Problem.conflict(
                    "The frozen rows were destroyed, so no corrected disclosure can be made of them. The recalled one stays recalled.");
        }
        return reopening.begin(command);
    }

    private long rowsWithin(Request request, Terms terms) {
        try {
            return holds.rowsWithin(request.reference(), request.terms(), terms);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void answered(MoveCommand command, Request request, Map<String, String> answers) {
        List<Finding> open = findings.of(request).stream()
                .filter(finding -> finding.verdict() != Verdict.PASS)
                .filter(finding -> answers.getOrDefault(finding.code(), "").isBlank())
                .toList();
        if (!open.isEmpty() && command.reason().isBlank()) {
            throw Problem.invalid(
                    "Answer every finding that needs a look before you approve",
                    open.stream()
                            .map(finding -> new Problem.Detail(
                                    "answer." + finding.code(), "Answer this finding, or give a reason that covers it"))
                            .toList());
        }
    }

    private Moved confirm(MoveCommand command, Request request, Map<String, String> answers) {
        Decision first = decisions.of(request.reference()).stream()
                .filter(decision -> decision.move() == Move.APPROVE && decision.round() == request.round())
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (first == null || !command.move().from().contains(request.status())) {
            return requests.move(command);
        }
        if (first.by().id().equals(command.actor().id())) {
            refused(command, "four eyes");
            throw Problem.notAllowed("You approved this request. Somebody else must confirm it.");
        }
        binds(first, request);
        Moved made = requests.move(command);
        decisions.approve(request, 2, command.actor().id());
        decisions.add(
                request.reference(), decision(command, request, answers, new Granted(first.granted(), first.rows())));
        return made;
    }

    private Decision decision(MoveCommand command, Request request, Map<String, String> answers, Granted granted) {
        Actor actor = command.actor();
        return new Decision(
                command.move(),
                request.round(),
                new Request.Person(actor.id(), actor.name(), ""),
                Instant.now(clock).truncatedTo(ChronoUnit.MICROS),
                command.reason(),
                answers,
                request.documentHash(),
                request.termsHash(),
                granted.terms(),
                granted.rows());
    }

    private void refused(MoveCommand command, String rule) {
        audit.recordRefusal(
                command.actor(),
                command.reference().value(),
                Map.of("move", command.move().name(), "rule", rule));
    }

    /** Whether an approval of the present round grants less than was asked. */
    @Transactional
    public boolean narrowed(Request request) {
        return decisions.of(request.reference()).stream()
                .filter(decision -> decision.round() == request.round() && decision.move() == Move.APPROVE)
                .anyMatch(decision -> !decision.granted().equals(request.terms()));
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
        Request request = requests.get(reference);
        List<Decision> approvals = decisions.of(reference).stream()
                .filter(decision -> decision.round() == request.round())
                .filter(decision -> decision.move() == Move.APPROVE || decision.move() == Move.CONFIRM)
                .toList();
        if (approvals.isEmpty()) {
            throw new IllegalStateException("No approval of " + reference);
        }
        Decision first = approvals.get(0);
        boolean fourEyes = policy.needsFourEyes(
                request.process().instrument(), first.granted().direction(), first.rows());
        if (fourEyes && approvals.size() < 2) {
            throw new IllegalStateException("A second reviewer has not confirmed " + reference);
        }
        approvals.forEach(approval -> binds(approval, request));
        if (!first.granted().within(request.terms())) {
            throw new IllegalStateException("More was granted than asked for in " + reference);
        }
        return new ApprovedRequest(request, first.granted(), approvals);
    }

    private static void binds(Decision approval, Request request) {
        if (!approval.documentHash().equals(request.documentHash())
                || !approval.askedHash().equals(request.termsHash())) {
            throw new IllegalStateException(
                    "The approval of " + request.reference() + " was given for another document or other terms");
        }
    }

    /** Whether an actor reviewed the request, so that they cannot be its custodian. */
    @Transactional
    public boolean reviewed(CaseReference reference, Actor actor) {
        return decisions.of(reference).stream()
                .anyMatch(decision -> decision.by().id().equals(actor.id()));
    }
}
