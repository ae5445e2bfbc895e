package org.tipstaff.demo;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the demonstration lacks something; always ready in production. */
@Readiness
public class DemonstrationReadiness implements HealthCheck {
    private final DemoData data;

    public DemonstrationReadiness(DemoData data) {
        this.data = data;
    }

    @Override
    public HealthCheckResponse call() {
        String missing = data.missing();
        if (missing.isEmpty()) {
            return HealthCheckResponse.up("demonstration");
        }
        return HealthCheckResponse.named("demonstration")
                .down()
                .withData("missing", missing)
                .build();
    }
}
