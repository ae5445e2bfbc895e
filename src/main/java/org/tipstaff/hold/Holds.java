package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.hold.snapshot.HoldCount;
import org.tipstaff.hold.snapshot.RowReader;
import org.tipstaff.hold.snapshot.SnapshotDamaged;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;

/**
 * Freezes at receipt what a process asks for: lawyers need weeks to decide, and the log forgets in days. The rows are
 * sealed so that nobody reads them before approval, and destroyed with a certificate where there is none.
 *
 * <p>{@link #begin} in the transaction of the filing; then {@link #seal} by a durable job, as often as it takes.
 */
@ApplicationScoped
public class Holds {
    private final HoldTable table;
    private final HoldSealing sealing;
    private final HoldOpening opening;
    private final HoldDestruction destruction;
    private final InvitationLog log;

    Holds(HoldTable table, HoldSealing sealing, HoldOpening opening, HoldDestruction destruction, InvitationLog log) {
        this.log = log;
        this.table = table;
        this.sealing = sealing;
        this.opening = opening;
        this.destruction = destruction;
    }

    /**
     * Keeps the purge away from what the terms ask for, in the caller's transaction. MUST be the first statement there:
     * it takes the lock that a purge would otherwise win.
     *
     * <p>Filed again: a hold that is not complete keeps its earlier instant. A complete one is sealed again as of now if
     * the terms have changed, and kept if not.
     *
     * @param receivedAt instant as of which retention applies to the request
     * @throws IllegalStateException where the hold was destroyed
     */
    public void begin(CaseReference reference, Terms terms, Instant receivedAt) {
        sealing.begin(reference, terms, receivedAt);
    }

    /**
     * Copies the rows within retention at receipt into the sealed snapshot: the long work. Safe to repeat: after a crash
     * it starts over, once held it changes nothing.
     *
     * @throws IOException where the log or the store fails; the hold is {@link HoldState#FAILED} and the log still
     *     pinned
     * @throws IllegalStateException inside a transaction, or where nothing was begun
     */
    public Snapshot seal(CaseReference reference, Terms terms) throws IOException {
        return sealing.seal(reference, terms, null);
    }

    /**
     * As {@link #seal(CaseReference, Terms)}, with the rows that a preservation letter froze: those that the terms
     * allow are taken over, each once.
     *
     * @param letter whose snapshot is held and stays so until this one is held too; null where no letter came before
     */
    public Snapshot seal(CaseReference reference, Terms terms, @Nullable CaseReference letter) throws IOException {
        return sealing.seal(reference, terms, letter);
    }

    public Optional<Snapshot> find(CaseReference reference) {
        return table.find(reference).map(HoldTable.Stored::snapshot);
    }

    /** @throws IllegalStateException where nothing was begun */
    public HoldProgress progress(CaseReference reference) {
        Snapshot snapshot =
                find(reference).orElseThrow(() -> new IllegalStateException("Nothing is held for " + reference));
        return new HoldProgress(snapshot.state(), snapshot.rows());
    }

    /**
     * About how many rows a hold that is being made will have, without opening one; for reviewers, who decide by it
     * whether the process asks for too much. Nothing where no hold is being made.
     */
    public Optional<Long> expected(CaseReference reference, Terms terms) {
        return table.find(reference)
                .filter(stored -> stored.snapshot().state() == HoldState.PENDING
                        || stored.snapshot().state() == HoldState.FAILED)
                .map(stored -> log.estimate(terms.toSearch(), HoldSealing.asOf(stored)));
    }

    /** Rows by item of the filed terms and UTC day; empty before the snapshot is held and after it was destroyed. */
    public List<HoldCount> counts(CaseReference reference) {
        return table.counts(reference);
    }

    /**
     * Exactly how many of the held rows narrower terms would give. Only the number leaves the seal.
     *
     * @throws IllegalArgumentException where the granted terms ask for more than was filed
     * @throws IllegalStateException where nothing is held
     */
    public long rowsWithin(CaseReference reference, Terms filed, Terms granted) throws IOException {
        return opening.rowsWithin(reference, filed, granted);
    }

    /**
     * Hands over the held rows that the granted terms allow, each with the item that authorises it, ordered by time, in
     * bounded memory. Only {@code org.tipstaff.disclosure} may call this, and only with the terms of an approved request:
     * an architecture rule holds it to that.
     *
     * <p>The sealed bytes are compared with the recorded hash before the first row. Should the reading fail later, the
     * caller MUST throw away what it was given.
     *
     * @throws SnapshotDamaged where the sealed bytes are not those that were frozen
     * @throws IllegalArgumentException where the granted terms ask for more than was filed
     * @throws IllegalStateException where nothing is held
     */
    public void open(CaseReference reference, Terms filed, Terms granted, RowReader reader) throws IOException {
        opening.open(reference, filed, granted, reader);
    }

    /**
     * A correction narrowed the terms: the counts follow them, the snapshot stays as it was sealed. Joins the caller's
     * transaction. Does nothing before the snapshot is held, because it will be sealed under the narrower terms then.
     */
    public void narrowed(CaseReference reference, Terms narrowed) throws IOException {
        boolean held = find(reference)
                .map(snapshot -> snapshot.state() == HoldState.HELD)
                .orElse(false);
        if (held) {
            table.recounted(reference, opening.recount(reference, narrowed));
        }
    }

    /**
     * Destroys the key, then the object, and certifies it. Safe to repeat: the first certificate stands, and after a
     * crash it goes on where it was.
     *
     * @param why a word of the life cycle, for example {@code REFUSED}; never a handle
     * @throws IllegalStateException inside a transaction, which could not roll the destruction back; or where nothing was
     *     begun
     */
    public DestructionCertificate destroy(CaseReference reference, String why) throws IOException {
        return destruction.destroy(reference, why);
    }

    /** The certificate, where the snapshot was destroyed. */
    public Optional<DestructionCertificate> certificate(CaseReference reference) {
        return destruction.certificate(reference);
    }
}
