package org.tipstaff.letter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.work.WorkQueue;

/** Looks every hour for letters whose last time-stamp ages out, and has each time-stamped anew. */
@ApplicationScoped
class LetterRenewals {
    /** Where a new stamp would last no longer than the old, asking again too soon costs stamps and changes nothing. */
    private static final Duration AGAIN = Duration.ofDays(7);

    private final LetterStamps stamps;
    private final DocumentStamper stamper;
    private final WorkQueue queue;
    private final Clock clock;

    LetterRenewals(LetterStamps stamps, DocumentStamper stamper, WorkQueue queue, Clock clock) {
        this.stamps = stamps;
        this.stamper = stamper;
        this.queue = queue;
        this.clock = clock;
    }

    @Scheduled(cron = "0 25 * * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyHour() {
        QuarkusTransaction.requiringNew()
                .run(() -> due(stamper).forEach(number -> queue.enqueue(LetterRenewStep.NAME, number)));
    }

    /** Numbers of letters. Those signed before time-stamps were recorded are due once, so that theirs is. */
    List<String> due(DocumentStamper with) {
        return stamps.last(clock.instant().minus(AGAIN)).stream()
                .filter(last -> last.stamp() == null || with.due(last.stamp()))
                .map(LetterStamps.Last::number)
                .toList();
    }
}
