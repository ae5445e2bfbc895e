package org.tipstaff.signing.setup;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Down where the signing certificate ends soon and no other key takes over, or is over. Part of {@code /q/health} and
 * {@code /q/health/well}, not of readiness: everything but signing goes on.
 */
@Wellness
@ApplicationScoped
class SigningKeyHealth implements HealthCheck {
    private final SigningProducer signing;

    SigningKeyHealth(SigningProducer signing) {
        this.signing = signing;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = signing.warning();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("signing certificate");
        problem.ifPresent(sentence -> response.withData("problem", sentence));
        return response.status(problem.isEmpty()).build();
    }
}
