package org.tipstaff.invitation.kafka;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Down while a partition of the topic, or the whole of it, waits for something. Part of {@code /q/health/well}, not of
 * readiness: the pages go on without it, and the records wait in Kafka.
 */
@Wellness
@ApplicationScoped
class TopicHealth implements HealthCheck {
    private final TopicStatus status;

    TopicHealth(TopicStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Kafka topic of the invitation log");
        if (!status.isConfigured()) {
            return response.up().withData("configured", false).build();
        }
        var problems = status.problems();
        problems.forEach(response::withData);
        return response.status(problems.isEmpty())
                .withData("partitions", status.partitions())
                .withData("lag", status.lag())
                .build();
    }
}
