package org.tipstaff.document.isolation;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Says how the process that opens strangers' documents is cut off. Part of {@code /q/health/well}, not of readiness. It is
 * down only where a namespace is required and missing, with which the application does not start.
 */
@Wellness
@ApplicationScoped
class InspectionHealth implements HealthCheck {
    private final InspectionIsolation isolation;

    InspectionHealth(InspectionIsolation isolation) {
        this.isolation = isolation;
    }

    @Override
    public HealthCheckResponse call() {
        Isolation found = isolation.found();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("inspection of orders")
                .withData("network", found.network() ? "none, a namespace of its own" : "in reach")
                .withData("privileges", found.privileges() ? "none can be gained" : "as the application's")
                .withData("system-call filter", "none");
        if (isolation.wanted() == NetworkSeparation.OFF) {
            response.withData("note", "tipstaff.documents.network=off");
        }
        found.problem().ifPresent(problem -> response.withData("problem", problem));
        return response.status(isolation.wanted() != NetworkSeparation.REQUIRED || found.network())
                .build();
    }
}
