package org.tipstaff.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;

/** Signs out here and everywhere: the session's row goes first, then the provider is asked to end its own session. */
@Path("/sign-out")
public class SignOutResource {
    private final CurrentActor actor;
    private final Sessions sessions;
    private final OidcSession session;
    private final OidcConfigurationMetadata provider;
    private final AuditLog audit;
    private final String clientId;

    public SignOutResource(
            CurrentActor actor,
            Sessions sessions,
            OidcSession session,
            OidcConfigurationMetadata provider,
            AuditLog audit,
            @ConfigProperty(name = "quarkus.oidc.client-id") String clientId) {
        this.actor = actor;
        this.sessions = sessions;
        this.session = session;
        this.provider = provider;
        this.audit = audit;
        this.clientId = clientId;
    }

    @POST
    @Authenticated
    public Response signOut(@CookieParam(HostCookies.SESSION) @Nullable String cookie, @Context UriInfo address) {
        String idToken = session.getIdToken().getRawToken();
        String endSession = provider.getEndSessionUri();
        QuarkusTransaction.requiringNew().run(() -> {
            if (cookie != null) {
                SessionKey.of(cookie).ifPresent(sessions::end);
            }
            audit.record(AuditAction.SIGNED_OUT, actor.current(), "-", Map.of());
        });
        session.logout().await().indefinitely();
        String home = address.getBaseUri().toString();
        // OpenID Connect RP-Initiated Logout 1.0 §2; a provider without it ends nothing but what was here.
        String url = endSession == null
                ? home
                : endSession + "?client_id=" + encoded(clientId) + "&id_token_hint=" + encoded(idToken)
                        + "&post_logout_redirect_uri=" + encoded(home);
        return SignInResource.onward("Signed out", "You are signed out of Tipstaff.", url);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
