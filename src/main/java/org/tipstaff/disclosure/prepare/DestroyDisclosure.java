package org.tipstaff.disclosure.prepare;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.Edition;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.work.WorkQueue;
import org.tipstaff.work.WorkStep;

/**
 * What was prepared and will never be disclosed is rows of people: it goes when the request ends, or when it is decided
 * anew. What was disclosed,
 * recalled or not, goes when the record period is over; its hashes stay, so that a copy can be verified for ever.
 */
@ApplicationScoped
class DestroyDisclosure implements WorkStep {
    private static final String NAME = "destroy-disclosure";
    private static final Set<Status> ENDS = EnumSet.of(Status.REFUSED, Status.WITHDRAWN, Status.CLOSED);

    private final DisclosureTable table;
    private final DisclosureObjects objects;
    private final Requests requests;
    private final WorkQueue queue;
    private final AuditLog audit;

    DestroyDisclosure(
            DisclosureTable table, DisclosureObjects objects, Requests requests, WorkQueue queue, AuditLog audit) {
        this.table = table;
        this.objects = objects;
        this.requests = requests;
        this.queue = queue;
        this.audit = audit;
    }

    void moved(@Observes RequestMoved event) {
        CaseReference reference = event.request().reference();
        Optional<Disclosure> newest = table.find(reference);
        if (newest.isEmpty()) {
            return;
        }
        if (ENDS.contains(event.moved().to())) {
            queue.enqueue(NAME, reference.value());
        } else if (event.moved().to() == Status.IN_REVIEW && !newest.get().signed()) {
            table.discard(newest.get().edition());
            queue.enqueue(NAME, reference.value());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String subject) {
        QuarkusTransaction.requiringNew().run(() -> destroy(new CaseReference(subject)));
    }

    /** The row of the request is locked first, so that nothing is prepared or signed meanwhile. */
    private void destroy(CaseReference reference) {
        Request request = requests.lock(reference);
        int files = ENDS.contains(request.status()) ? files(request) : discarded(reference);
        if (files > 0) {
            audit.record(
                    AuditAction.DISCLOSURE_DESTROYED,
                    Actor.SYSTEM,
                    reference.value(),
                    Map.of("why", request.status().name(), "files", Integer.toString(files)));
        }
    }

    /** Files of what a custodian declined or a reviewer took back; none where it was prepared anew by now. */
    private int discarded(CaseReference reference) {
        Edition next = table.next(reference);
        return table.find(next).isPresent() ? 0 : objects.delete(next);
    }

    /** A correction that came to nothing takes only its own files along: the recalled disclosure is on record. */
    private int files(Request request) {
        CaseReference reference = request.reference();
        boolean disclosed = table.all(reference).stream().anyMatch(Disclosure::signed);
        if (request.status() == Status.CLOSED || !disclosed) {
            return objects.destroy(reference);
        }
        return table.find(reference)
                .filter(newest -> !newest.signed())
                .map(newest -> objects.delete(newest.edition()))
                .orElse(0);
    }
}
