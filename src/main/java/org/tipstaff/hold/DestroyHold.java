package org.tipstaff.hold;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.work.WorkQueue;
import org.tipstaff.work.WorkStep;

/** When nothing can be produced from a snapshot any more it is destroyed, and a certificate says so. */
@ApplicationScoped
class DestroyHold implements WorkStep {
    static final String NAME = "destroy-hold";
    private static final Set<Status> ENDS = EnumSet.of(Status.REFUSED, Status.WITHDRAWN, Status.EXPIRED, Status.CLOSED);

    private final Holds holds;
    private final Requests requests;
    private final WorkQueue queue;
    private final Event<HoldDestroyed> destroyed;

    DestroyHold(Holds holds, Requests requests, WorkQueue queue, Event<HoldDestroyed> destroyed) {
        this.holds = holds;
        this.requests = requests;
        this.queue = queue;
        this.destroyed = destroyed;
    }

    void moved(@Observes RequestMoved event) {
        CaseReference reference = event.request().reference();
        if (ENDS.contains(event.moved().to()) && holds.find(reference).isPresent()) {
            queue.enqueue(NAME, reference.value());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String subject) throws IOException {
        CaseReference reference = new CaseReference(subject);
        Request request = requests.get(reference);
        if (ENDS.contains(request.status()) || handedOver(request)) {
            DestructionCertificate certificate =
                    holds.destroy(reference, request.status().name());
            QuarkusTransaction.requiringNew().run(() -> destroyed.fire(new HoldDestroyed(certificate)));
            CaseReference letter = request.succession().preservation();
            if (letter != null) {
                // Withdrawn before its rows were sealed: the letter's copy has no purpose any more.
                QuarkusTransaction.requiringNew().run(() -> queue.enqueue(NAME, letter.value()));
            }
        }
    }

    /**
     * A converted preservation waits until its successor's hold has come to an end, good or bad; that hold enqueues
     * this step then.
     */
    private boolean handedOver(Request letter) {
        CaseReference successor = letter.succession().followedBy();
        return letter.status() == Status.CONVERTED
                && successor != null
                && holds.find(successor)
                        .map(hold -> hold.state() == HoldState.HELD || hold.state() == HoldState.DESTROYED)
                        .orElse(false);
    }
}
