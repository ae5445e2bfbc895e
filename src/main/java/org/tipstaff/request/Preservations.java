package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.process.Instrument;
import org.tipstaff.web.Problem;

/** Preservation letters: how long they keep rows, and the process that takes the rows over. */
@ApplicationScoped
public class Preservations {
    static final Set<Status> RUNNING = Collections.unmodifiableSet(EnumSet.of(Status.PRESERVED, Status.EXTENDED));
    /** The field that names a letter, on the form and in the API. */
    public static final String FIELD = "preservation";

    /** Another agency's letter MUST look like one that does not exist, so both are answered with these words. */
    public static final String NONE_SUCH = "Your agency has no preservation with this reference that is still running";

    private static final Duration DAYS_90 = Duration.ofDays(90);
    private static final int MOST_CHOICES = 200;

    private final Requests requests;
    private final RequestRepository repository;
    private final AuditLog audit;
    private final Event<RequestMoved> moved;
    private final Clock clock;

    Preservations(
            Requests requests, RequestRepository repository, AuditLog audit, Event<RequestMoved> moved, Clock clock) {
        this.requests = requests;
        this.repository = repository;
        this.audit = audit;
        this.moved = moved;
        this.clock = clock;
    }

    /**
     * How long rows are kept, from the receipt of the letter: 90 days, “extended for an additional 90-day period upon a
     * renewed request” (18 U.S.C. § 2703(f)(2)). So a renewal adds 90 days to the first 90, whenever it was made.
     */
    static Duration period(Status status) {
        return status == Status.EXTENDED ? DAYS_90.multipliedBy(2) : DAYS_90;
    }

    static Instant endsAt(Request letter) {
        return letter.receivedAt().plus(period(letter.status()));
    }

    /** When a preservation ends, or ended, that was renewed or was not. */
    public static Instant endOf(Request letter, boolean renewed) {
        return letter.receivedAt().plus(period(renewed ? Status.EXTENDED : Status.PRESERVED));
    }

    private boolean running(Request letter) {
        return RUNNING.contains(letter.status()) && Instant.now(clock).isBefore(endsAt(letter));
    }

    /** The letters of an officer's agency that process could follow, newest first. */
    public List<Request> running(Actor officer) {
        Agency agency = officer.belongsTo().orElse(null);
        if (agency == null) {
            return List.of();
        }
        RequestQuery query = RequestQuery.ALL.ofAgency(agency.id()).in(RUNNING).page(0, MOST_CHOICES);
        return requests.list(query).requests().stream().filter(this::running).toList();
    }

    /** @throws Problem of kind CONFLICT where time has ended it, whether or not it was moved to its end yet */
    public void requireRunning(Request letter) {
        if (letter.process().instrument() != Instrument.PRESERVATION) {
            throw Problem.conflict("Only a preservation can be renewed.");
        }
        if (RUNNING.contains(letter.status()) && !running(letter)) {
            throw Problem.conflict("The preservation has ended. Send a new letter for what the log still holds.");
        }
    }

    /** When the letter that a filing names was received; null where the agency has none such. */
    @Nullable
    public Instant receivedAt(@Nullable CaseReference letter, Agency agency) {
        RequestEntity entity = letter == null ? null : repository.findById(letter.value());
        return entity == null || entity.instrument != Instrument.PRESERVATION || !entity.agencyId.equals(agency.id())
                ? null
                : entity.receivedAt;
    }

    /**
     * Locks the letter that a filing follows until the caller's transaction ends.
     *
     * @throws Problem of kind INVALID where the officer's agency has none that is still running
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void requireOpen(CaseReference reference, Actor officer) {
        String agency = officer.belongsTo().map(Agency::id).orElse("");
        RequestEntity found = repository.findById(reference.value());
        if (found != null && !found.agencyId.equals(agency)) {
            audit.recordRefusal(officer, reference.value(), Map.of("rule", "another agency's preservation"));
        }
        if (found == null
                || !found.agencyId.equals(agency)
                || found.instrument != Instrument.PRESERVATION
                || !running(requests.lock(reference))) {
            throw Problem.invalid(FIELD, NONE_SUCH);
        }
    }

    /**
     * Ends a letter because process follows it, in the transaction in which that process is born: from then on time
     * cannot end it, and its snapshot waits until the successor's hold is sealed.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void convert(CaseReference letter, CaseReference successor) {
        Moved made = requests.move(
                new MoveCommand(letter, Move.CONVERT, Actor.SYSTEM, "Followed by " + successor.value() + "."));
        repository.findById(letter.value()).followedBy = successor.value();
        repository.flush();
        moved.fire(new RequestMoved(requests.get(letter), made));
    }
}
