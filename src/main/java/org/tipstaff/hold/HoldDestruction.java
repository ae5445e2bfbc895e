package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.hold.snapshot.SnapshotStore;
import org.tipstaff.request.CaseReference;

/** Destroys a snapshot: intent, key, object, certificate. */
@ApplicationScoped
class HoldDestruction {
    private final Destructions destructions;
    private final HoldTable table;
    private final SnapshotStore snapshots;
    private final HoldConclusion conclusion;

    HoldDestruction(Destructions destructions, HoldTable table, SnapshotStore snapshots, HoldConclusion conclusion) {
        this.destructions = destructions;
        this.table = table;
        this.snapshots = snapshots;
        this.conclusion = conclusion;
    }

    DestructionCertificate destroy(CaseReference reference, String why) throws IOException {
        conclusion.requireNoTransaction("Destroying");
        try (HoldLock ignored = table.lock(reference)) {
            Optional<DestructionCertificate> earlier = destructions.certificate(reference);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            Snapshot snapshot = table.find(reference)
                    .map(HoldTable.Stored::snapshot)
                    .orElseThrow(() -> new IllegalStateException("Nothing is held for " + reference));
            destructions.intend(snapshot, why, conclusion.now());
            // Before the object: from here on no copy and no backup of the database can be opened.
            snapshots.destroyKey(reference);
            conclusion.conclude(AuditAction.HOLD_DESTROYED, reference, details(snapshot, why), () -> {
                table.destroyed(reference);
                snapshots.delete(reference);
                destructions.complete(reference, conclusion.now());
            });
            return destructions
                    .certificate(reference)
                    .orElseThrow(() -> new IllegalStateException("The certificate of " + reference + " is missing"));
        } catch (SQLException e) {
            throw new IOException("The hold of " + reference + " cannot be locked", e);
        }
    }

    Optional<DestructionCertificate> certificate(CaseReference reference) {
        return destructions.certificate(reference);
    }

    private static Map<String, String> details(Snapshot snapshot, String why) {
        return Map.of(
                "why",
                why,
                "rows",
                Long.toString(snapshot.rows()),
                "sealedSha256",
                snapshot.sealedSha256() == null ? "-" : snapshot.sealedSha256().hex());
    }
}
