package org.tipstaff.hold;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Instrument;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.work.WorkQueue;
import org.tipstaff.work.WorkStep;

/** Copies the rows of a request that was received into its sealed snapshot. */
@ApplicationScoped
class HoldStep implements WorkStep {
    static final String NAME = "hold";

    private final Holds holds;
    private final Requests requests;
    private final WorkQueue queue;
    private final Event<RequestMoved> moved;

    HoldStep(Holds holds, Requests requests, WorkQueue queue, Event<RequestMoved> moved) {
        this.queue = queue;
        this.holds = holds;
        this.requests = requests;
        this.moved = moved;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String subject) throws IOException {
        CaseReference reference = new CaseReference(subject);
        Request request = requests.get(reference);
        HoldState state = holds.find(reference).map(Snapshot::state).orElse(HoldState.DESTROYED);
        if (state == HoldState.DESTROYED) {
            // Withdrawn or refused before the rows were copied: nothing may be kept any more.
            return;
        }
        CaseReference letter = request.succession().preservation();
        holds.seal(reference, request.terms(), letter);
        if (letter != null) {
            // Only now: until these rows are sealed the letter's snapshot is the only copy of some of them.
            QuarkusTransaction.requiringNew().run(() -> queue.enqueue(DestroyHold.NAME, letter.value()));
        }
        if (request.process().instrument() == Instrument.PRESERVATION) {
            QuarkusTransaction.requiringNew().run(() -> preserve(reference));
        }
    }

    /** Looks again under the lock: a worker that was taken for dead may have done it meanwhile. */
    private void preserve(CaseReference reference) {
        if (requests.lock(reference).status() == Status.SUBMITTED) {
            Moved made = requests.move(
                    new MoveCommand(reference, Move.PRESERVE, Actor.SYSTEM, "The records asked for are preserved."));
            moved.fire(new RequestMoved(requests.get(reference), made));
        }
    }
}
