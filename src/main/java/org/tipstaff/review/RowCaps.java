package org.tipstaff.review;

import org.tipstaff.invitation.Direction;
import org.tipstaff.process.Policy;
import org.tipstaff.web.Problem;

/** How many rows one approval may release, by policy; the reviewer learns it before anything is decided. */
final class RowCaps {
    private RowCaps() {}

    /** @throws Problem of kind CONFLICT where the terms yield more */
    static void require(Policy.Review policy, Direction direction, long rows) {
        if (direction == Direction.BY_TARGET && rows > policy.reverseRowCap()) {
            throw Problem.conflict(
                    "A reverse request may yield at most %,d rows and this would yield %,d. Narrow it, or send it back."
                            .formatted(policy.reverseRowCap(), rows));
        }
        if (rows > policy.documentRowCap()) {
            throw Problem.conflict(
                    "By the provider's policy one disclosure has at most %,d rows and this would have %,d. Narrow it to a part of the handles or of the time, and let the officer file the other parts."
                            .formatted(policy.documentRowCap(), rows));
        }
    }
}
