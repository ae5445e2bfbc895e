package org.tipstaff.hold.snapshot;

import java.io.IOException;
import org.tipstaff.request.CaseReference;

/** The sealed bytes are not those that were recorded when the rows were frozen. Nothing of them may be produced. */
public final class SnapshotDamaged extends IOException {
    private static final long serialVersionUID = 1L;

    public SnapshotDamaged(CaseReference reference, String how) {
        super("The snapshot of " + reference + " is not what was sealed: " + how);
    }
}
