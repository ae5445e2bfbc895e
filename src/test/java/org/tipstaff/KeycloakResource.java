package org.tipstaff;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.demo.KeycloakForTests;

/**
 * A real Keycloak with the demonstration's users, for journeys that sign in. Use beside {@link ApplicationResource}:
 * {@code @WithTestResource(ApplicationResource.class) @WithTestResource(KeycloakResource.class)}.
 */
public class KeycloakResource implements QuarkusTestResourceLifecycleManager {
    private static @Nullable KeycloakForTests keycloak;

    @Override
    public Map<String, String> start() {
        KeycloakForTests running = shared();
        return Map.of(
                "quarkus.http.test-port", Integer.toString(running.applicationPort()),
                "quarkus.oidc.tenant-enabled", "true",
                "quarkus.oidc.api.tenant-enabled", "true",
                "quarkus.oidc.auth-server-url", running.realmUrl(),
                "quarkus.oidc.credentials.secret", running.clientSecret(),
                "tipstaff.test.keycloak-administrator", running.administratorPassword());
    }

    /** One for the whole run; it stops with the program. */
    private static synchronized KeycloakForTests shared() {
        KeycloakForTests running = keycloak;
        if (running == null) {
            try {
                running = KeycloakForTests.start();
            } catch (IOException e) {
                throw new IllegalStateException("No Keycloak for the test", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("No Keycloak for the test", e);
            }
            KeycloakForTests toStop = running;
            Runtime.getRuntime().addShutdownHook(new Thread(toStop::close));
            keycloak = running;
        }
        return running;
    }

    @Override
    public void stop() {
        // The next test class uses it again.
    }
}
