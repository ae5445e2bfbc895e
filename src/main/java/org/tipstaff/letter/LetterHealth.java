package org.tipstaff.letter;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down while a letter waits for a time-stamp authority or a revocation server. Part of {@code /q/health/well}. */
@Wellness
@ApplicationScoped
class LetterHealth implements HealthCheck {
    private final LetterTable table;

    LetterHealth(LetterTable table) {
        this.table = table;
    }

    @Override
    public HealthCheckResponse call() {
        LetterTable.Waiting waiting = table.waiting();
        return HealthCheckResponse.named("signing of letters")
                .status(waiting.letters() == 0)
                .withData("waiting", waiting.letters())
                .withData("since", String.valueOf(waiting.since()))
                .build();
    }
}
