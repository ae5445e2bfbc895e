package org.tipstaff.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgery of forms (CSRF) needs a credential that the browser sends by itself. Under {@code /api/} only a bearer token
 * counts and no cookie does, so the form filter, which cannot leave out paths, is handed a matching pair there. The
 * cookies that came are dropped: whatever the pair is worth, nobody can be signed in by it.
 */
@ApplicationScoped
public class ApiHasNoForms {
    private static final int AFTER_COOKIES = 80_000;
    /** 16 zero bytes in base64url: the filter checks the size. */
    private static final String PAIR = "AAAAAAAAAAAAAAAAAAAAAA";

    private final String cookie;
    private final String header;

    public ApiHasNoForms(
            @ConfigProperty(name = "quarkus.rest-csrf.cookie-name") String cookie,
            @ConfigProperty(name = "quarkus.rest-csrf.token-header-name") String header) {
        this.cookie = cookie;
        this.header = header;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pair, AFTER_COOKIES);
    }

    private void pair(RoutingContext routing) {
        if (routing.normalizedPath().startsWith("/api/")) {
            MultiMap headers = routing.request().headers();
            headers.set(HttpHeaders.COOKIE, cookie + "=" + PAIR);
            headers.set(header, PAIR);
        }
        routing.next();
    }
}
