package org.tipstaff.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Asks the provider for the credentials again on the way to {@code /sign-in/again} (OpenID Connect Core 1.0 §3.1.2.1):
 * completes the authorization request at the edge, because the library's own filter for redirects was seen not to be
 * called for the default tenant. Should a provider not obey, nothing is lost: who asks for a fresh sign-in looks at
 * {@code auth_time}.
 */
@ApplicationScoped
public class FreshSignInRedirect {
    private static final int EARLY = 90_000;

    void register(@Observes Filters filters) {
        filters.register(FreshSignInRedirect::watch, EARLY);
    }

    private static void watch(RoutingContext routing) {
        if (SignInResource.AGAIN.equals(routing.normalizedPath())) {
            routing.addHeadersEndHandler(done -> complete(routing.response()));
        }
        routing.next();
    }

    private static void complete(HttpServerResponse response) {
        String location = response.headers().get(HttpHeaders.LOCATION);
        if (location != null && location.contains("response_type=code")) {
            response.headers().set(HttpHeaders.LOCATION, location + "&prompt=login&max_age=0");
        }
    }
}
