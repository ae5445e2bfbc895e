package org.tipstaff.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Under {@code /api/} only a bearer token counts. The cookies that a browser sends by itself are dropped before anything
 * reads them, so that a page elsewhere cannot act by them, whatever it makes the browser send.
 */
@ApplicationScoped
public class ApiTakesNoCookie {
    private static final int AFTER_COOKIES = 80_000;

    void register(@Observes Filters filters) {
        filters.register(ApiTakesNoCookie::drop, AFTER_COOKIES);
    }

    private static void drop(RoutingContext routing) {
        if (routing.normalizedPath().startsWith("/api/")) {
            routing.request().headers().remove(HttpHeaders.COOKIE);
        }
        routing.next();
    }
}
