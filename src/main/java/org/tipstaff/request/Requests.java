package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.web.Problem;

/**
 * The requests, and the one way to move them. Every move is checked against the table in {@link Move}, written by one
 * conditional update, kept in the timeline and audited, in one transaction.
 */
@ApplicationScoped
public class Requests {
    private final RequestRepository repository;
    private final RequestMapper mapper;
    private final Timeline timeline;
    private final AuditLog audit;
    private final Clock clock;

    public Requests(
            RequestRepository repository, RequestMapper mapper, Timeline timeline, AuditLog audit, Clock clock) {
        this.repository = repository;
        this.mapper = mapper;
        this.timeline = timeline;
        this.audit = audit;
        this.clock = clock;
    }

    /** The request, for code that acts for the portal itself. */
    @Transactional
    public Request get(CaseReference reference) {
        RequestEntity entity = repository.findById(reference.value());
        if (entity == null) {
            throw Problem.notFound();
        }
        return mapper.toRequest(entity);
    }

    /**
     * The request, if this actor may see it.
     *
     * @throws Problem of kind NOT_FOUND where it does not exist or belongs to another agency
     */
    @Transactional
    public Request get(CaseReference reference, Actor actor) {
        Request request = get(reference);
        if (!visible(request, actor)) {
            audit.recordRefusal(actor, reference.value(), Map.of("rule", "another agency's request"));
            throw Problem.notFound();
        }
        return request;
    }

    /** An officer sees own agency's requests; staff see all; others none. */
    public static boolean visible(Request request, Actor actor) {
        if (actor.is(Role.REVIEWER) || actor.is(Role.CUSTODIAN) || actor.is(Role.AUDITOR) || actor.is(Role.SYSTEM)) {
            return true;
        }
        return actor.is(Role.OFFICER)
                && actor.belongsTo()
                        .map(agency -> agency.id().equals(request.agency().id()))
                        .orElse(false);
    }

    /** The request, locked until the caller's transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Request lock(CaseReference reference) {
        RequestEntity entity = repository.lock(reference);
        if (entity == null) {
            throw Problem.notFound();
        }
        return mapper.toRequest(entity);
    }

    @Transactional
    public RequestPage list(RequestQuery query) {
        RequestRepository.Found found = repository.search(query);
        return new RequestPage(
                found.entities().stream().map(mapper::toRequest).toList(), query.page(), query.size(), found.total());
    }

    /** The page that is asked for, or the last one where there are fewer: for people, who kept an address. */
    @Transactional
    public RequestPage nearest(RequestQuery query) {
        RequestPage found = list(query);
        return query.page() < found.pages() || found.pages() == 0
                ? found
                : list(query.page(found.pages() - 1, query.size()));
    }

    /** The timeline, oldest first. */
    @Transactional
    public List<Moved> timeline(CaseReference reference) {
        return timeline.of(reference);
    }

    /** Makes a move that leads to one status only. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Moved move(MoveCommand command) {
        Move move = command.move();
        if (move.to().size() != 1) {
            throw new IllegalArgumentException(move + " leads to more than one status: name it");
        }
        return move(command, move.to().iterator().next());
    }

    /**
     * Makes a move: the only way in which a status changes.
     *
     * @param to one of the statuses that the table allows
     * @throws Problem of kind NOT_ALLOWED where the actor has not the move's role; of kind CONFLICT where the move does
     *     not begin at the present status
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Moved move(MoveCommand command, Status to) {
        Move move = command.move();
        CaseReference reference = command.reference();
        if (!command.actor().is(move.role())) {
            refuse(command, "role");
            throw Problem.notAllowed("Only the " + move.role().claim() + " may do this.");
        }
        RequestEntity entity = repository.lock(reference);
        if (entity == null) {
            throw Problem.notFound();
        }
        Status from = entity.status;
        if (!move.leads(from, to)) {
            refuse(command, "from " + from);
            throw Problem.conflict(conflict(move, from, timeline.last(reference)));
        }
        Instant at = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        if (!repository.write(reference, from, change(command, entity, to, at))) {
            throw Problem.conflict(conflict(move, from, timeline.last(reference)));
        }
        repository.getEntityManager().refresh(entity);
        Moved moved = new Moved(
                move, from, to, command.actor().id(), command.actor().name(), move.role(), at, command.reason());
        timeline.add(reference, moved);
        audit.record(
                move.audited(),
                command.actor(),
                reference.value(),
                Map.of("move", move.name(), "from", from.name(), "to", to.name()));
        return moved;
    }

    private static RequestRepository.Change change(MoveCommand command, RequestEntity entity, Status to, Instant at) {
        Status suspendedFrom = to == Status.SUSPENDED ? entity.status : null;
        return new RequestRepository.Change(to, at, suspendedFrom, claimAfter(command, entity, to));
    }

    private static Request.@Nullable Person claimAfter(MoveCommand command, RequestEntity entity, Status to) {
        if (command.move().takesTheClaim()) {
            return new Request.Person(command.actor().id(), command.actor().name(), "");
        }
        if (to == Status.SUBMITTED || entity.claimedBy == null || entity.claimedByName == null) {
            return null;
        }
        return new Request.Person(entity.claimedBy, entity.claimedByName, "");
    }

    /** Where a suspended request goes back to. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Status suspendedFrom(CaseReference reference) {
        RequestEntity entity = repository.lock(reference);
        if (entity == null || entity.suspendedFrom == null) {
            throw Problem.conflict("The request is not suspended.");
        }
        return entity.suspendedFrom;
    }

    private void refuse(MoveCommand command, String rule) {
        audit.recordRefusal(
                command.actor(),
                command.reference().value(),
                Map.of("move", command.move().name(), "rule", rule));
    }

    private static String conflict(Move move, Status from, @Nullable Moved last) {
        String who = last == null
                ? ""
                : " The last step was “%s”, by %s.".formatted(last.move().title(), last.actorName());
        return "“%s” is not possible: the request is now “%s”.%s Look at it again before you decide."
                .formatted(move.title(), from.title(), who);
    }

    /** Keyed fingerprint of a handle, to find the requests that name it. */
    public byte[] fingerprint(org.tipstaff.invitation.Handle handle) {
        return mapper.fingerprint(handle);
    }
}
