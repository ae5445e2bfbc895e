package org.tipstaff.invitation.sealed;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.tipstaff.invitation.retention.RetentionRuns;

/**
 * Down where retention did not run in time or failed, or where a day of the log has not its keys. Part of {@code /q/health}
 * and {@code /q/health/well}, not of readiness or liveness: searches filter by retention themselves, and taking every
 * copy of the portal away, or restarting it, would cure nothing.
 */
@Wellness
@ApplicationScoped
public class RetentionHealth implements HealthCheck {
    static final Duration LATE = Duration.ofHours(2);

    private final SealedInvitationLog log;
    private final RetentionRuns runs;
    private final Clock clock;

    RetentionHealth(SealedInvitationLog log, RetentionRuns runs, Clock clock) {
        this.log = log;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("retention of the invitation log");
        runs.lastDone()
                .ifPresent(run ->
                        response.withData("last good run", run.finishedAt().toString()));
        Optional<String> problem = problem();
        problem.ifPresent(sentence -> response.withData("problem", sentence));
        return response.status(problem.isEmpty()).build();
    }

    private Optional<String> problem() {
        Instant late = clock.instant().minus(LATE);
        Optional<RetentionRuns.Ended> done = runs.lastDone();
        Optional<RetentionRuns.Ended> failed = runs.last().filter(run -> run.outcome() == RetentionRuns.Outcome.FAILED);
        if (failed.isPresent()) {
            return Optional.of("The last retention run failed: " + failed.get().problem());
        }
        if (done.isEmpty() || done.get().finishedAt().isBefore(late)) {
            return Optional.of("No retention run has ended well within 2 hours");
        }
        try {
            return log.problem();
        } catch (IllegalStateException e) {
            // A damaged key file: its message names the key, never what lies under it.
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
