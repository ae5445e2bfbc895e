package org.tipstaff.invitation.day;

import java.time.Duration;

/** The application's clock and the database's are apart: nothing is decided by either until somebody has looked. */
public final class ClockDoubted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClockDoubted(Duration apart) {
        super("The application's clock is %s %s the database's"
                .formatted(apart.abs().withNanos(0), apart.isNegative() ? "behind" : "ahead of"));
    }

    /** A sentence. */
    public String sentence() {
        return getMessage() + "; nothing is destroyed or decided until the two agree";
    }
}
