package org.tipstaff.invitation.kafka;

import java.util.OptionalLong;

/**
 * How far a partition is in the log.
 *
 * @param next offset of the first record that is not in the log
 * @param claimedUntil where somebody began a batch and has not committed it: the offset after its last record. The next
 *     batch covers the same records
 */
record TopicPosition(long next, OptionalLong claimedUntil) {
    TopicPosition {
        if (next < 0 || claimedUntil.isPresent() && claimedUntil.getAsLong() <= next) {
            throw new IllegalArgumentException("A claim ends after it begins");
        }
    }

    static TopicPosition at(long next) {
        return new TopicPosition(next, OptionalLong.empty());
    }
}
