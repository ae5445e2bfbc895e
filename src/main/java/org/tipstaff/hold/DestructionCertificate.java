package org.tipstaff.hold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.Sha256;

/**
 * States that the rows held for a request were destroyed, the key first.
 *
 * @param object what was destroyed
 * @param sealedSha256 hash its sealed bytes had; none where the sealing had not been completed
 * @param rows how many rows it had
 * @param why a word of the life cycle, for example {@code REFUSED}; never a handle
 */
public record DestructionCertificate(
        CaseReference reference,
        ObjectName object,
        @Nullable Sha256 sealedSha256,
        long rows,
        String why,
        Instant destroyedAt) {}
