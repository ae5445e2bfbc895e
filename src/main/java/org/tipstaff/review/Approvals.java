package org.tipstaff.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Holds;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Policy;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.web.Problem;

/** Keeps decisions with what they were made on, and says what was granted. */
@ApplicationScoped
class Approvals {
    private final Requests requests;
    private final Findings findings;
    private final Decisions decisions;
    private final Holds holds;
    private final Policy policy;
    private final AuditLog audit;
    private final Clock clock;

    Approvals(
            Requests requests,
            Findings findings,
            Decisions decisions,
            Holds holds,
            Policy policy,
            AuditLog audit,
            Clock clock) {
        this.requests = requests;
        this.findings = findings;
        this.decisions = decisions;
        this.holds = holds;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is granted, what is not and why, and how many rows that is. */
    private record Granted(Terms terms, List<Cut> cuts, long rows) {}

    /** A decision that grants nothing. */
    @Transactional(Transactional.TxType.MANDATORY)
    Moved turnDown(MoveCommand command, Request request) {
        Answers answers = answers(command, request);
        Moved made = requests.move(command);
        keep(command, request, answers, new Granted(request.terms(), List.of(), 0), null);
        return made;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    Moved approve(MoveCommand command, Request request) {
        if (!command.move().from().contains(request.status())) {
            // Says who was first, and audits the attempt.
            return requests.move(command, Status.APPROVED);
        }
        Granted granted = granted(command, request);
        Answers answers = answers(command, request);
        Cut.requireNarrowing(policy.review().narrowOnly(), granted.cuts(), answers);
        boolean fourEyes = policy.needsFourEyes(
                request.process().instrument(), granted.terms().direction(), granted.rows());
        Moved made = requests.move(command, fourEyes ? Status.SECOND_REVIEW : Status.APPROVED);
        decisions.approve(request, 1, command.actor().id());
        keep(command, request, answers, granted, null);
        return made;
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
        List<Cut> cuts = Cut.of(request.terms(), terms, command.particulars().why());
        long rows = rowsWithin(request, terms);
        RowCaps.require(policy.review(), terms.direction(), rows);
        return new Granted(terms, cuts, rows);
    }

    boolean held(CaseReference reference) {
        return holds.find(reference)
                .map(snapshot -> snapshot.state() == HoldState.HELD)
                .orElse(false);
    }

    private long rowsWithin(Request request, Terms terms) {
        try {
            return holds.rowsWithin(request.reference(), request.terms(), terms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answers answers(MoveCommand command, Request request) {
        List<Finding> found = findings.of(request);
        Answers answers = Answers.read(
                command.particulars().answers(), command.particulars().overrides(), found);
        answers.require(command.move(), found);
        return answers;
    }

    /** The second reviewer confirms the decision that they were shown, and no other. */
    @Transactional(Transactional.TxType.MANDATORY)
    Moved confirm(MoveCommand command, Request request) {
        Decision first = standing(request).orElse(null);
        if (first == null || !command.move().from().contains(request.status())) {
            return requests.move(command);
        }
        if (first.by().id().equals(command.actor().id())) {
            audit.recordRefusal(
                    command.actor(),
                    command.reference().value(),
                    Map.of("move", command.move().name(), "rule", "four eyes"));
            throw Problem.notAllowed("You approved this request. Somebody else must confirm it.");
        }
        int shown = command.particulars().shown();
        if (shown != 0 && shown != first.position()) {
            throw Problem.conflict(
                    "Another decision stands now than the one that you looked at. Look at what it grants before you confirm it.");
        }
        binds(first, request);
        Answers answers = answers(command, request);
        Cut.requireNarrowing(policy.review().narrowOnly(), first.cuts(), answers);
        Moved made = requests.move(command);
        decisions.approve(request, 2, command.actor().id());
        keep(command, request, answers, new Granted(first.granted(), first.cuts(), first.rows()), first.position());
        return made;
    }

    private void keep(
            MoveCommand command, Request request, Answers answers, Granted granted, @Nullable Integer confirms) {
        Actor actor = command.actor();
        decisions.add(
                request.reference(),
                new Decision(
                        0,
                        command.move(),
                        request.round(),
                        new Request.Person(actor.id(), actor.name(), ""),
                        Instant.now(clock).truncatedTo(ChronoUnit.MICROS),
                        new Decision.Said(
                                command.reason(), command.particulars().note(), answers, granted.cuts()),
                        request.documentHash(),
                        request.termsHash(),
                        granted.terms(),
                        granted.rows()),
                confirms);
        for (String code : answers.overrides().keySet()) {
            audit.record(
                    AuditAction.FINDING_OVERRIDDEN,
                    actor,
                    request.reference().value(),
                    Map.of("finding", code, "move", command.move().name()));
        }
    }

    /** The approval of the present round, while nothing later has ended it. */
    Optional<Decision> standing(Request request) {
        List<Decision> present = decisions.of(request.reference()).stream()
                .filter(decision -> decision.round() == request.round())
                .toList();
        if (present.isEmpty() || !present.get(present.size() - 1).approves()) {
            return Optional.empty();
        }
        return present.stream()
                .filter(decision -> decision.move() == Move.APPROVE)
                .reduce((earlier, later) -> later);
    }

    /**
     * The ticket for producing.
     *
     * @throws IllegalStateException where the approvals are not complete, or do not bind to the document and terms as
     *     they are now: then nothing is produced, whatever the status says
     */
    ApprovedRequest approved(Request request) {
        CaseReference reference = request.reference();
        List<Decision> approvals = decisions.of(reference).stream()
                .filter(decision -> decision.round() == request.round())
                .filter(Decision::approves)
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
        if (!approvals.stream().allMatch(approval -> approval.granted().equals(first.granted()))) {
            throw new IllegalStateException("What was confirmed is not what was granted in " + reference);
        }
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
}
