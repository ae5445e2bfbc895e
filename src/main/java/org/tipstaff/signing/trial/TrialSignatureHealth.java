package org.tipstaff.signing.trial;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Down where a key made no good trial signature, with the step and the reason: {@code sign}, {@code stamp},
 * {@code revocation}, {@code validate}. Says what the last trials said and asks nobody. Part of {@code /q/health/well},
 * not of readiness: everything but signing goes on.
 */
@Wellness
@ApplicationScoped
class TrialSignatureHealth implements HealthCheck {
    private final TrialSignatures trials;

    TrialSignatureHealth(TrialSignatures trials) {
        this.trials = trials;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("trial signature");
        List<Trial> last = trials.last();
        last.forEach(trial -> response.withData(trial.property(), trial.subject() + ": " + trial.words()));
        Optional<String> overdue = trials.overdue();
        overdue.ifPresent(sentence -> response.withData("problem", sentence));
        return response.status(overdue.isEmpty() && last.stream().allMatch(Trial::good))
                .build();
    }
}
