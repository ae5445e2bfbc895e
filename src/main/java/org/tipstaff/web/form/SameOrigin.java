package org.tipstaff.web.form;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.EdgeAnswer;
import org.tipstaff.web.Problem;
import org.tipstaff.web.ProblemPage;

/**
 * Nothing that changes something is taken from a page of another origin, not even of a neighbor on the same host or
 * domain, whose cookies the browser does not tell apart. A browser says where a request comes from ({@code Sec-Fetch-Site}
 * of Fetch Metadata, and {@code Origin}); whoever says neither is no browser of today and is judged by the form's
 * token alone. Under {@code /api/} no cookie counts, so there is nothing to forge.
 */
@ApplicationScoped
public class SameOrigin {
    private static final int AFTER_HEADERS = 86_000;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** {@code none}: by the person's own hand, for example a reload after a crash. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final EdgeAnswer answer;

    public SameOrigin(EdgeAnswer answer) {
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_HEADERS);
    }

    private void check(RoutingContext routing) {
        if (SAFE.contains(routing.request().method())
                || routing.normalizedPath().startsWith("/api/")
                || isOurs(routing.request())) {
            routing.next();
            return;
        }
        answer.refuse(
                routing,
                new ProblemPage.Shown(
                        Problem.Kind.NOT_ALLOWED,
                        403,
                        "This was sent by a page that is not part of Tipstaff, so nothing was changed.",
                        List.of(),
                        ""));
    }

    private static boolean isOurs(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return (site == null || OURS.contains(site))
                && isOurs(request.getHeader(HttpHeaders.ORIGIN), request.authority());
    }

    /** The scheme is left out: a proxy may have ended the encryption. */
    static boolean isOurs(@Nullable String origin, @Nullable HostAndPort host) {
        // "null" says nothing: our own pages are sent without a referrer, and browsers then leave out the origin too.
        if (origin == null || origin.equals("null")) {
            return true;
        }
        try {
            URI from = new URI(origin);
            return host != null
                    && from.getHost() != null
                    && from.getHost().equalsIgnoreCase(host.host())
                    && port(from.getPort(), from.getScheme()) == port(host.port(), from.getScheme());
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static int port(int written, @Nullable String scheme) {
        return written > 0 ? written : "https".equals(scheme) ? 443 : 80;
    }
}
