package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Freezing;
import org.tipstaff.work.WorkQueue;

/** Ties the hold to the birth of a request. */
@ApplicationScoped
class FreezeAtReceipt implements Freezing {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Holds holds;
    private final WorkQueue queue;

    FreezeAtReceipt(Holds holds, WorkQueue queue) {
        this.holds = holds;
        this.queue = queue;
    }

    @Override
    public void begin(CaseReference reference, Terms terms, Instant receivedAt) {
        holds.begin(reference, terms, receivedAt);
    }

    @Override
    public void enqueue(CaseReference reference) {
        queue.enqueue(HoldStep.NAME, reference.value());
    }

    @Override
    public void narrowed(CaseReference reference, Terms narrowed) {
        try {
            holds.narrowed(reference, narrowed);
        } catch (IOException e) {
            throw new UncheckedIOException("The held rows cannot be counted anew", e);
        }
    }

    @Override
    public void await(CaseReference reference) {
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < until) {
            HoldState state = holds.find(reference).map(Snapshot::state).orElse(HoldState.DESTROYED);
            if (state != HoldState.PENDING) {
                return;
            }
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
