package org.tipstaff.identity;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Down while the identity provider does not hand out the keys that its tokens are signed with, so that nobody can sign in.
 * Says what the last look said and asks nobody. Part of {@code /q/health/well}, not of readiness: who is signed in goes on
 * for a while, what is public goes on altogether, and taking every copy of the portal away would cure nothing.
 */
@Wellness
@ApplicationScoped
class IdentityProviderHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @param problem null where it answered */
    private record Look(Instant at, @Nullable String problem) {}

    private final TenantConfigBean tenants;
    private final Clock clock;
    private volatile @Nullable Look last;

    IdentityProviderHealth(TenantConfigBean tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(
            every = "1m",
            delayed = "3s",
            identity = "identity provider",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        TenantConfigContext tenant = tenants.getDefaultTenant();
        if (tenant.oidcConfig().tenantEnabled()) {
            last = new Look(clock.instant(), problem(tenant));
        }
    }

    /** Asked with the connection that sign-in uses: its proxy, its trust in certificates. */
    private static @Nullable String problem(TenantConfigContext tenant) {
        try {
            TenantConfigContext ready =
                    tenant.ready() ? tenant : tenant.initialize().await().atMost(PATIENCE);
            OidcConfigurationMetadata metadata = ready.getOidcMetadata();
            int status = ready.getOidcProviderClient()
                    .getWebClient()
                    .getAbs(metadata.getJsonWebKeySetUri())
                    .send()
                    .await()
                    .atMost(PATIENCE)
                    .statusCode();
            return status == 200 ? null : "The identity provider answers with status " + status + sentence();
        } catch (RuntimeException e) {
            return "The identity provider does not answer" + sentence();
        }
    }

    private static String sentence() {
        return ": nobody can sign in. Is it running, and is quarkus.oidc.auth-server-url right?";
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("identity provider");
        Look look = last;
        if (look == null) {
            return response.up().withData("asked", "not yet").build();
        }
        response.withData("asked", look.at().toString());
        String problem = look.problem();
        if (problem != null) {
            response.withData("problem", problem);
        }
        return response.status(problem == null).build();
    }
}
