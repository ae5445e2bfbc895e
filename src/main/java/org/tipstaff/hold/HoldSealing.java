package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.hold.snapshot.HoldTally;
import org.tipstaff.hold.snapshot.JoinedCoverage;
import org.tipstaff.hold.snapshot.MergedRows;
import org.tipstaff.hold.snapshot.SnapshotDamaged;
import org.tipstaff.hold.snapshot.SnapshotReader;
import org.tipstaff.hold.snapshot.SnapshotStore;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/** From the pinned log to the sealed snapshot. */
@ApplicationScoped
class HoldSealing {
    private static final int PROGRESS_EVERY = 20_000;

    private final InvitationLog log;
    private final HoldTable table;
    private final SnapshotStore snapshots;
    private final HoldConclusion conclusion;

    HoldSealing(InvitationLog log, HoldTable table, SnapshotStore snapshots, HoldConclusion conclusion) {
        this.log = log;
        this.table = table;
        this.snapshots = snapshots;
        this.conclusion = conclusion;
    }

    void begin(CaseReference reference, Terms terms, Instant receivedAt) {
        // Pinning comes first: it takes the lock that keeps the purge away until this transaction has committed.
        Instant asOf = receivedAt.truncatedTo(ChronoUnit.MICROS);
        log.pin(reference.value(), asOf);
        table.begin(reference, asOf, terms.items().size());
    }

    Snapshot seal(CaseReference reference, Terms terms, @Nullable CaseReference letter) throws IOException {
        conclusion.requireNoTransaction("Sealing");
        try (HoldLock ignored = table.lock(reference)) {
            HoldTable.Stored stored = stored(reference);
            switch (stored.snapshot().state()) {
                case HELD -> {
                    return stored.snapshot();
                }
                case DESTROYED -> {
                    // The job of a request that was withdrawn meanwhile. Nothing may come back.
                    return stored.snapshot();
                }
                case PENDING, FAILED -> sealOrKeep(stored, terms, letter);
            }
            return stored(reference).snapshot();
        } catch (SQLException e) {
            throw new IOException("The hold of " + reference + " cannot be locked", e);
        }
    }

    private HoldTable.Stored stored(CaseReference reference) {
        return table.find(reference).orElseThrow(() -> new IllegalStateException("Nothing is held for " + reference));
    }

    private void sealOrKeep(HoldTable.Stored stored, Terms terms, @Nullable CaseReference letter) throws IOException {
        CaseReference reference = stored.snapshot().reference();
        try {
            if (serves(stored, terms)) {
                conclude(stored.snapshot(), () -> table.kept(reference));
            } else {
                seal(new Asked(reference, terms, asOf(stored)), letter);
            }
        } catch (IOException | RuntimeException e) {
            table.failed(reference);
            throw e;
        }
    }

    static Instant asOf(HoldTable.Stored stored) {
        Instant again = stored.filedAgainAt();
        return again == null ? stored.snapshot().receivedAt() : again;
    }

    /** Filed again with the same terms: what was frozen earlier holds at least as much as could be frozen now. */
    private boolean serves(HoldTable.Stored stored, Terms terms) throws IOException {
        Sha256 hash = stored.snapshot().sealedSha256();
        if (stored.filedAgainAt() == null || hash == null) {
            return false;
        }
        try (SnapshotReader earlier = snapshots.open(stored.snapshot().reference(), hash)) {
            return earlier.terms().equals(terms);
        } catch (SnapshotDamaged e) {
            // An earlier attempt for the new terms has replaced the object and then broke off.
            return false;
        }
    }

    /** What the log is asked for. */
    private record Asked(CaseReference reference, Terms terms, Instant asOf) {}

    private void seal(Asked asked, @Nullable CaseReference letter) throws IOException {
        HoldTally tally = new HoldTally();
        AtomicReference<@Nullable Coverage> coverage = new AtomicReference<>();
        Sha256 hash = snapshots.write(asked.reference(), asked.terms(), writer -> {
            InvitationLog.RowSink out = row -> {
                if (tally.add(writer.add(row), row) % PROGRESS_EVERY == 0) {
                    table.progress(asked.reference(), tally.rows());
                }
            };
            coverage.set(letter == null ? read(asked, out) : takeOver(asked, letter, out));
        });
        Snapshot held = new Snapshot(
                asked.reference(), HoldState.HELD, asked.asOf(), conclusion.now(), tally.rows(), hash, coverage.get());
        conclude(held, () -> table.held(held, tally.counts()));
    }

    private Coverage read(Asked asked, InvitationLog.RowSink out) throws IOException {
        return log.read(asked.terms().toSearch(), asked.asOf(), out);
    }

    /** The letter's rows and the log's. A letter whose rows cannot be read stops the sealing: nothing is left out. */
    private Coverage takeOver(Asked asked, CaseReference letter, InvitationLog.RowSink out) throws IOException {
        Snapshot preserved = stored(letter).snapshot();
        Sha256 hash = preserved.sealedSha256();
        if (preserved.state() != HoldState.HELD || hash == null || preserved.coverage() == null) {
            throw new IllegalStateException("Nothing is held any more for " + letter);
        }
        try (SnapshotReader rows = snapshots.open(letter, hash)) {
            MergedRows merged = new MergedRows(rows, asked.terms(), out);
            Coverage now = read(asked, merged);
            merged.finish();
            if (rows.rows() != preserved.rows()) {
                throw new SnapshotDamaged(letter, "it has another number of rows than recorded");
            }
            return rows.terms().direction() == asked.terms().direction()
                            && asked.terms().spelledAs(rows.terms()).handles().stream()
                                    .allMatch(rows.terms().handles()::contains)
                    ? new JoinedCoverage(now, preserved.coverage())
                            .joined(rows.terms().range())
                    : now;
        }
    }

    private void conclude(Snapshot held, Runnable change) {
        Map<String, String> details = Map.of(
                "rows", Long.toString(held.rows()),
                "receivedAt", held.receivedAt().toString(),
                "sealedSha256", String.valueOf(held.sealedSha256()));
        conclusion.conclude(AuditAction.HELD, held.reference(), details, change);
    }
}
