package org.tipstaff.disclosure.issue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.tipstaff.disclosure.StampTable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.work.WorkQueue;

/** Looks every hour for disclosures whose last time-stamp ages out, and has each time-stamped anew. */
@ApplicationScoped
class Renewals {
    /** Where a new stamp would last no longer than the old, asking again too soon costs stamps and changes nothing. */
    private static final Duration AGAIN = Duration.ofDays(7);

    private final StampTable stamps;
    private final DocumentStamper stamper;
    private final WorkQueue queue;
    private final Clock clock;

    Renewals(StampTable stamps, DocumentStamper stamper, WorkQueue queue, Clock clock) {
        this.stamps = stamps;
        this.stamper = stamper;
        this.queue = queue;
        this.clock = clock;
    }

    @Scheduled(cron = "0 20 * * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyHour() {
        QuarkusTransaction.requiringNew()
                .run(() -> due().forEach(reference -> queue.enqueue(RenewStep.NAME, reference.value())));
    }

    /** Those signed before time-stamps were recorded are due once, so that theirs is. */
    List<CaseReference> due() {
        return stamps.last(clock.instant().minus(AGAIN)).stream()
                .filter(last -> last.stamp() == null || stamper.due(last.stamp()))
                .map(last -> last.edition().reference())
                .toList();
    }
}
