package org.tipstaff.disclosure.issue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.tipstaff.disclosure.SigningWaits;
import org.tipstaff.disclosure.StampTable;

/**
 * Down while a certified disclosure cannot be signed, or where a time-stamp nears
 * its end and was not followed by another. Part of {@code /q/health/well}, not of readiness. Metrics: {@code
 * tipstaff_signing_waiting}, {@code tipstaff_time_stamps_due}.
 */
@Wellness
@ApplicationScoped
class SigningHealth implements HealthCheck {
    private final SigningWaits waits;
    private final StampTable stamps;
    private final Renewals renewals;

    SigningHealth(SigningWaits waits, StampTable stamps, Renewals renewals) {
        this.waits = waits;
        this.stamps = stamps;
        this.renewals = renewals;
    }

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        metrics.gauge(
                "tipstaff.signing.waiting", this, health -> health.waits.count().waiting());
        metrics.gauge(
                "tipstaff.time.stamps.due",
                this,
                health -> health.renewals.due().size());
    }

    @Override
    public HealthCheckResponse call() {
        SigningWaits.Count waiting = waits.count();
        long vain = stamps.inVain();
        return HealthCheckResponse.named("signing of disclosures")
                .status(waiting.waiting() == 0 && vain == 0)
                .withData("waiting", waiting.waiting())
                .withData("since", String.valueOf(waiting.since()))
                .withData("time-stamps renewed in vain", vain)
                .build();
    }
}
