package org.tipstaff.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Headers of every answer, whoever makes it. A page or file may set its own value; what it leaves out is set here. */
@ApplicationScoped
public class SecurityHeaders {
    private static final int EARLY = 90_000;

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "X-Frame-Options",
            "DENY");

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::secure, EARLY);
    }

    private static void secure(RoutingContext routing) {
        routing.addHeadersEndHandler(done -> {
            MultiMap headers = routing.response().headers();
            ALWAYS.forEach((name, value) -> {
                if (!headers.contains(name)) {
                    headers.set(name, value);
                }
            });
            if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
                headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
            }
            // A browser ignores it on a plain connection (RFC 6797 § 8.1), where it would say something untrue.
            if (cameEncrypted(routing)) {
                headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
            }
        });
        routing.next();
    }

    /** Here, or at the proxy before it. */
    private static boolean cameEncrypted(RoutingContext routing) {
        return routing.request().isSSL()
                || "https".equalsIgnoreCase(routing.request().getHeader("X-Forwarded-Proto"));
    }
}
