package org.tipstaff.signing.key;

import java.time.Instant;
import java.util.Optional;

/** The key that signs for somebody now, and the one that takes over. */
public interface KeyPlan extends KeySettings {
    /** The key that takes over. */
    Optional<Next> next();

    /** A key that is known, published and trusted before it signs. */
    interface Next extends KeySettings {
        /** From when on it signs; needed. */
        Optional<Instant> notBefore();
    }
}
