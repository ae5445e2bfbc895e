package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.work.WorkQueue;
import org.tipstaff.work.WorkStep;

/** When nothing can be produced from a snapshot any more it is destroyed, and a certificate says so. */
@ApplicationScoped
class DestroyHold implements WorkStep {
    private static final String NAME = "destroy-hold";
    private static final Set<Status> ENDS = EnumSet.of(Status.REFUSED, Status.WITHDRAWN, Status.EXPIRED, Status.CLOSED);

    private final Holds holds;
    private final Requests requests;
    private final WorkQueue queue;

    DestroyHold(Holds holds, Requests requests, WorkQueue queue) {
        this.holds = holds;
        this.requests = requests;
        this.queue = queue;
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
        Status status = requests.get(reference).status();
        if (ENDS.contains(status)) {
            holds.destroy(reference, status.name());
        }
    }
}
