package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.tipstaff.hold.snapshot.SnapshotStore;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.ObjectName;

/** The certificates of destruction. */
@ApplicationScoped
class Destructions {
    private final DataSource source;
    private final HoldTable holds;

    Destructions(DataSource source, HoldTable holds) {
        this.source = source;
        this.holds = holds;
    }

    /** Notes that the snapshot is about to be destroyed; the first reason stands. */
    void intend(Snapshot snapshot, String why, Instant now) {
        byte[] hash =
                snapshot.sealedSha256() == null ? null : snapshot.sealedSha256().bytes();
        holds.update(
                "INSERT INTO hold_destruction (reference, why, intended_at, object, sealed_sha256, row_count)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (reference) DO NOTHING",
                snapshot.reference().value(),
                why,
                HoldTable.utc(now),
                SnapshotStore.object(snapshot.reference()).value(),
                hash,
                snapshot.rows());
    }

    void complete(CaseReference reference, Instant now) {
        holds.update(
                "UPDATE hold_destruction SET destroyed_at = ? WHERE reference = ? AND destroyed_at IS NULL",
                HoldTable.utc(now),
                reference.value());
    }

    Optional<DestructionCertificate> certificate(CaseReference reference) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT object, sealed_sha256, row_count, why, destroyed_at FROM hold_destruction"
                                + " WHERE reference = ? AND destroyed_at IS NOT NULL")) {
            select.setString(1, reference.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(certificate(reference, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The certificates cannot be read", e);
        }
    }

    private static DestructionCertificate certificate(CaseReference reference, ResultSet row) throws SQLException {
        return new DestructionCertificate(
                reference,
                new ObjectName(row.getString("object")),
                HoldTable.hash(row),
                row.getLong("row_count"),
                row.getString("why"),
                row.getObject("destroyed_at", OffsetDateTime.class).toInstant());
    }
}
