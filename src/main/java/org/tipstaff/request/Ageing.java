package org.tipstaff.request;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tipstaff.identity.Actor;
import org.tipstaff.web.Problem;

/** Moves that only time makes: preservations end (18 U.S.C. § 2703(f)(2)), records are closed after their period. */
@ApplicationScoped
public class Ageing {
    private static final Set<Status> ENDED =
            EnumSet.of(Status.DISCLOSED, Status.RECALLED, Status.REFUSED, Status.WITHDRAWN);
    private static final int AT_ONCE = 500;
    private static final Sort OLDEST = Sort.ascending("receivedAt");

    private final RequestRepository repository;
    private final Requests requests;
    private final Event<RequestMoved> moved;
    private final Duration recordPeriod;
    private final Clock clock;

    Ageing(
            RequestRepository repository,
            Requests requests,
            Event<RequestMoved> moved,
            @ConfigProperty(name = "tipstaff.request.record-period", defaultValue = "P730D") Duration recordPeriod,
            Clock clock) {
        this.repository = repository;
        this.requests = requests;
        this.moved = moved;
        this.recordPeriod = recordPeriod;
        this.clock = clock;
    }

    /** Runs once an hour; each request in a transaction of its own. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void run() {
        Instant now = Instant.now(clock);
        for (Status preserved : Preservations.RUNNING) {
            Instant received = now.minus(Preservations.period(preserved));
            make(Move.EXPIRE, () -> repository.find("status = ?1 and receivedAt <= ?2", OLDEST, preserved, received));
        }
        Instant ended = now.minus(recordPeriod);
        make(Move.CLOSE, () -> repository.find("status in ?1 and statusSince <= ?2", OLDEST, ENDED, ended));
    }

    private void make(Move move, Supplier<PanacheQuery<RequestEntity>> query) {
        List<String> due = QuarkusTransaction.requiringNew()
                .call(() -> query.get().page(0, AT_ONCE).stream()
                        .map(entity -> entity.reference)
                        .toList());
        for (String reference : due) {
            try {
                QuarkusTransaction.requiringNew().run(() -> one(new CaseReference(reference), move));
            } catch (Problem e) {
                // Somebody moved it meanwhile: time will come back for it.
                continue;
            }
        }
    }

    private void one(CaseReference reference, Move move) {
        Moved made = requests.move(new MoveCommand(reference, move, Actor.SYSTEM, ""));
        moved.fire(new RequestMoved(requests.get(reference), made));
    }
}
