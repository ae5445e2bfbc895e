package org.tipstaff.hold;

import org.tipstaff.hold.snapshot.HoldTally;
import org.tipstaff.hold.snapshot.SnapshotStore;


import java.io.IOException;
import java.time.Instant;
import javax.sql.DataSource;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.PostgresSealedObjects;

/** The long part of a hold: rows of the log into the sealed snapshot of a request. */
public final class HoldBench {
    private static final CaseReference REFERENCE = new CaseReference("TS-26-000001");

    private final InvitationLog log;
    private final SnapshotStore snapshots;
    private final Terms terms;

    public HoldBench(InvitationLog log, DataSource source, KeyStore keys, Terms terms) {
        this.log = log;
        this.snapshots = new SnapshotStore(new PostgresSealedObjects(keys, source), keys);
        this.terms = terms;
    }

    /** @return rows that were sealed; an earlier snapshot is replaced */
    public long seal(Instant asOf) throws IOException {
        HoldTally tally = new HoldTally();
        snapshots.write(
                REFERENCE,
                terms,
                writer -> log.read(terms.toSearch(), asOf, row -> tally.add(writer.add(row), row)));
        return tally.rows();
    }
}
