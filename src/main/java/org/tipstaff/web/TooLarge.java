package org.tipstaff.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Says in words that a body is too large, before it is read: the server's own limit answers with an empty page. */
@ApplicationScoped
public class TooLarge {
    private static final int AFTER_HEADERS = 85_000;

    private final long most;
    private final ProblemPage page;

    public TooLarge(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "30M") MemorySize most,
            ProblemPage page) {
        this.most = most.asLongValue();
        this.page = page;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_HEADERS);
    }

    private void check(RoutingContext routing) {
        if (size(routing.request().getHeader(HttpHeaders.CONTENT_LENGTH)) <= most) {
            routing.next();
            return;
        }
        ProblemPage.Shown shown = page.of(413);
        boolean programs = ProblemPage.forPrograms(
                routing.normalizedPath(), routing.request().getHeader(HttpHeaders.ACCEPT));
        HttpServerResponse response = routing.response();
        response.setStatusCode(413)
                // The rest of the body is not waited for.
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, (programs ? ProblemPage.JSON : ProblemPage.HTML).toString())
                .end(programs ? new JsonObject(page.json(shown)).encode() : page.html(shown));
    }

    private static long size(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
