package org.tipstaff.identity.suspension;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an account or an agency was kept out.
 *
 * @param ended null while it lasts
 */
public record Suspension(Act begun, @Nullable Act ended) {
    /**
     * What an administrator did.
     *
     * @param by subject
     * @param reason for administrators alone
     */
    public record Act(String by, String name, Instant at, String reason) {}

    public boolean lasts() {
        return ended == null;
    }

    /** For pages, which cannot ask for null. */
    public Optional<Act> end() {
        return Optional.ofNullable(ended);
    }
}
