package org.tipstaff.letter;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while a letter cannot be signed, or where a time-stamp nears its end and was
 * not followed by another. Part of {@code /q/health/well}.
 */
@Wellness
@ApplicationScoped
class LetterHealth implements HealthCheck {
    private final LetterTable table;
    private final LetterStamps stamps;

    LetterHealth(LetterTable table, LetterStamps stamps) {
        this.table = table;
        this.stamps = stamps;
    }

    @Override
    public HealthCheckResponse call() {
        LetterTable.Waiting waiting = table.waiting();
        long vain = stamps.countInVain();
        return HealthCheckResponse.named("signing of letters")
                .status(waiting.letters() == 0 && vain == 0)
                .withData("waiting", waiting.letters())
                .withData("since", String.valueOf(waiting.since()))
                .withData("time-stamps renewed in vain", vain)
                .build();
    }
}
