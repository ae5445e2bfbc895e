package org.tipstaff.disclosure.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.issue.SignStep;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.MoveHandler;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Reopening;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.Reviews;
import org.tipstaff.web.Problem;
import org.tipstaff.work.WorkQueue;

/** What custodians do: certify or decline, and recall what a reviewer asked to be recalled. */
@ApplicationScoped
public class Certifications implements MoveHandler {
    private final Requests requests;
    private final Reopening reopening;
    private final Reviews reviews;
    private final DisclosureTable table;
    private final Prepared prepared;
    private final FreshSignIn fresh;
    private final WorkQueue queue;
    private final AuditLog audit;
    private final Clock clock;
    private final Event<RequestMoved> moved;

    Certifications(
            Requests requests,
            Reopening reopening,
            Reviews reviews,
            DisclosureTable table,
            Prepared prepared,
            FreshSignIn fresh,
            WorkQueue queue,
            AuditLog audit,
            Clock clock,
            Event<RequestMoved> moved) {
        this.requests = requests;
        this.reopening = reopening;
        this.reviews = reviews;
        this.table = table;
        this.prepared = prepared;
        this.fresh = fresh;
        this.queue = queue;
        this.audit = audit;
        this.clock = clock;
        this.moved = moved;
    }

    @Override
    public Set<Move> moves() {
        return EnumSet.of(Move.CERTIFY, Move.DECLINE, Move.RECALL);
    }

    @Override
    public boolean offers(Move move, Request request, Actor actor) {
        Disclosure disclosure = table.find(request.reference()).orElse(null);
        if (disclosure == null) {
            return false;
        }
        if (move == Move.RECALL && disclosure.recallAskedBy() == null) {
            return actor.is(Role.REVIEWER);
        }
        return actor.is(Role.CUSTODIAN)
                && !actor.id().equals(disclosure.recallAskedBy())
                && !reviews.reviewed(request.reference(), actor)
                && (move != Move.CERTIFY || disclosure.intendedAt() == null);
    }

    @Override
    @Transactional
    public void handle(MoveCommand command) {
        if (command.move() == Move.RECALL && onlyAsks(command)) {
            askRecall(command.reference(), command.actor(), command.reason());
            return;
        }
        if (command.move() != Move.DECLINE) {
            // Nothing leaves the house by declining.
            fresh.require(command.actor(), "/custody/" + command.reference());
        }
        if (reviews.reviewed(command.reference(), command.actor())) {
            audit.recordRefusal(
                    command.actor(),
                    command.reference().value(),
                    Map.of("move", command.move().name(), "rule", "custodian reviewed it"));
            throw Problem.notAllowed("You reviewed this request. Another custodian of records must certify it.");
        }
        if (command.move() == Move.CERTIFY) {
            certify(command);
        } else if (command.move() == Move.DECLINE) {
            decline(command);
        } else {
            recall(command);
        }
    }

    /** A reviewer asks; whoever is a custodian too asks where nobody did before. */
    private boolean onlyAsks(MoveCommand command) {
        return command.actor().is(Role.REVIEWER)
                && (!command.actor().is(Role.CUSTODIAN)
                        || table.find(command.reference())
                                .filter(disclosure -> disclosure.recallAskedBy() != null)
                                .isEmpty());
    }

    /** Records the intent, before the irreversible act; the signature is made by {@link SignStep}. */
    private void certify(MoveCommand command) {
        Request request = requests.lock(command.reference());
        if (request.status() != Status.PREPARED) {
            // Says who was first, and audits the attempt.
            requests.move(command);
            return;
        }
        if (!command.certify()) {
            throw Problem.invalid("certify", "Confirm the statements of the certificate");
        }
        Instant at = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        Request.Person certifier =
                new Request.Person(command.actor().id(), command.actor().name(), "");
        Disclosure disclosure = table.find(command.reference()).orElseThrow();
        prepared.requireOpened(disclosure, command.actor());
        if (!table.intend(disclosure.edition(), certifier, at)) {
            throw Problem.conflict("This disclosure is being signed already.");
        }
        audit.record(
                AuditAction.SIGNING_INTENDED,
                command.actor(),
                command.reference().value(),
                Map.of("preview", disclosure.previewHash().hex(), "disclosure", disclosure.number()));
        queue.enqueue(SignStep.NAME, command.reference().value());
    }

    /** Back to the reviewers, in words for them; {@code DestroyDisclosure} sees to what was prepared. */
    private void decline(MoveCommand command) {
        requests.lock(command.reference());
        if (command.reason().isBlank() || command.reason().length() > MoveCommand.LONGEST_REASON) {
            throw Problem.invalid("reason", "Say why you do not certify it, in at most 4,000 characters");
        }
        Moved made = reopening.begin(command);
        moved.fire(new RequestMoved(requests.get(command.reference()), made));
    }

    private void recall(MoveCommand command) {
        Request request = requests.lock(command.reference());
        Disclosure disclosure = table.find(command.reference()).orElseThrow(Problem::notFound);
        if (request.status() == Status.DISCLOSED && disclosure.recallAskedBy() == null) {
            throw Problem.conflict("A reviewer must ask for the recall first.");
        }
        if (command.actor().id().equals(disclosure.recallAskedBy())) {
            audit.recordRefusal(
                    command.actor(),
                    command.reference().value(),
                    Map.of("move", command.move().name(), "rule", "custodian asked for it"));
            throw Problem.notAllowed("You asked for this recall. A custodian of records other than you must make it.");
        }
        String asked = disclosure.recallReason();
        Moved made = requests.move(
                command.reason().isBlank() && asked != null
                        ? new MoveCommand(command.reference(), command.move(), command.actor(), asked)
                        : command);
        table.recalled(disclosure.edition(), made.at());
        moved.fire(new RequestMoved(requests.get(command.reference()), made));
    }

    /**
     * A reviewer asks that a disclosure be recalled; a custodian must do it. Asked once more in the same words, because a
     * button was pressed twice, it was asked once.
     *
     * @param reason for the officer, and for whoever verifies the document
     */
    @Transactional
    public void askRecall(CaseReference reference, Actor reviewer, String reason) {
        if (reason.isBlank() || reason.length() > MoveCommand.LONGEST_REASON) {
            throw Problem.invalid("reason", "Say what is wrong with the disclosure, in at most 4,000 characters");
        }
        requests.lock(reference);
        Disclosure before = table.find(reference).orElse(null);
        if (before != null && before.recallAskedBy() != null && !before.recalled()) {
            if (reviewer.id().equals(before.recallAskedBy()) && reason.strip().equals(before.recallReason())) {
                return;
            }
            throw Problem.conflict("A recall was asked for already. A custodian sees it in the list.");
        }
        if (!table.askRecall(reference, reviewer.id(), reason.strip())) {
            throw Problem.conflict("There is no disclosure that could be recalled.");
        }
        audit.record(AuditAction.RECALL_ASKED, reviewer, reference.value(), Map.of());
    }
}
