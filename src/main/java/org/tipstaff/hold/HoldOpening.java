package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.tipstaff.hold.snapshot.GrantedCount;
import org.tipstaff.hold.snapshot.HoldCount;
import org.tipstaff.hold.snapshot.HoldTally;
import org.tipstaff.hold.snapshot.RowReader;
import org.tipstaff.hold.snapshot.SnapshotDamaged;
import org.tipstaff.hold.snapshot.SnapshotReader;
import org.tipstaff.hold.snapshot.SnapshotStore;
import org.tipstaff.hold.snapshot.TermItems;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/** What comes out of a snapshot: rows of the granted terms, or their number. */
@ApplicationScoped
class HoldOpening {
    private final HoldTable table;
    private final SnapshotStore snapshots;

    HoldOpening(HoldTable table, SnapshotStore snapshots) {
        this.table = table;
        this.snapshots = snapshots;
    }

    long rowsWithin(CaseReference reference, Terms filed, Terms granted) throws IOException {
        requireWithin(filed, granted);
        Snapshot snapshot = held(reference);
        OptionalLong counted = GrantedCount.of(table.counts(reference), filed, granted);
        if (counted.isPresent()) {
            return counted.getAsLong();
        }
        AtomicLong rows = new AtomicLong();
        open(snapshot, new Cut(filed, granted), (item, row) -> rows.incrementAndGet());
        return rows.get();
    }

    /** Counts the held rows anew, by the items of terms that a correction narrowed. */
    List<HoldCount> recount(CaseReference reference, Terms narrowed) throws IOException {
        HoldTally tally = new HoldTally();
        open(held(reference), new Cut(narrowed, narrowed), tally::add);
        return tally.counts();
    }

    /** What was filed, and what of it is granted. */
    private record Cut(Terms filed, Terms granted) {}

    void open(CaseReference reference, Terms filed, Terms granted, RowReader reader) throws IOException {
        requireWithin(filed, granted);
        open(held(reference), new Cut(filed, granted), reader);
    }

    private void open(Snapshot snapshot, Cut cut, RowReader reader) throws IOException {
        CaseReference reference = snapshot.reference();
        Sha256 hash = snapshot.sealedSha256();
        if (hash == null) {
            throw new SnapshotDamaged(reference, "no hash was recorded");
        }
        TermItems granted = new TermItems(cut.granted());
        try (SnapshotReader rows = snapshots.open(reference, hash)) {
            // A correction may have narrowed what was filed; it never asks for more than what was frozen.
            if (!cut.filed().within(rows.terms())) {
                throw new SnapshotDamaged(reference, "it was sealed under other terms than those filed");
            }
            for (LogRecord row = rows.next(); row != null; row = rows.next()) {
                if (cut.granted().allow(row)) {
                    reader.accept(granted.of(row), row);
                }
            }
            if (rows.rows() != snapshot.rows()) {
                throw new SnapshotDamaged(reference, "it has another number of rows than recorded");
            }
        }
    }

    private static void requireWithin(Terms filed, Terms granted) {
        if (!granted.within(filed)) {
            throw new IllegalArgumentException("The granted terms ask for more than was filed");
        }
    }

    private Snapshot held(CaseReference reference) {
        return table.find(reference)
                .map(HoldTable.Stored::snapshot)
                .filter(snapshot -> snapshot.state() == HoldState.HELD)
                .orElseThrow(() -> new IllegalStateException("There is no sealed snapshot for " + reference));
    }
}
