package org.tipstaff.hold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/**
 * What is known about the rows frozen for a request without opening them.
 *
 * @param receivedAt the instant as of which retention was applied
 * @param heldAt when the sealing was complete; none before
 * @param rows number of rows sealed, so far while {@link HoldState#PENDING}
 * @param sealedSha256 hash of the sealed bytes at rest; none before they are complete
 * @param coverage what the log could show of the range asked for; none before
 */
public record Snapshot(
        CaseReference reference,
        HoldState state,
        Instant receivedAt,
        @Nullable Instant heldAt,
        long rows,
        @Nullable Sha256 sealedSha256,
        @Nullable Coverage coverage) {
    public Snapshot {
        if (state == HoldState.HELD && (heldAt == null || sealedSha256 == null || coverage == null)) {
            throw new IllegalArgumentException("A held snapshot has an instant, a hash and a coverage");
        }
    }
}
