package org.tipstaff.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers a request that is turned down before it reaches a resource, in the same words as {@link ProblemMappers}. */
@ApplicationScoped
public class EdgeAnswer {
    private final ProblemPage page;

    public EdgeAnswer(ProblemPage page) {
        this.page = page;
    }

    /** Refuses with a problem, which may say when to come again. */
    public void refuse(RoutingContext routing, Problem problem) {
        problem.retryAfter()
                .ifPresent(after ->
                        routing.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds())));
        refuse(routing, page.of(problem));
    }

    public void refuse(RoutingContext routing, ProblemPage.Shown shown) {
        boolean programs = ProblemPage.forPrograms(
                routing.normalizedPath(), routing.request().getHeader(HttpHeaders.ACCEPT));
        HttpServerResponse response = routing.response();
        response.setStatusCode(shown.status())
                // The rest of the body is not waited for.
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, (programs ? ProblemPage.JSON : ProblemPage.HTML).toString())
                .end(programs ? Json.encode(page.json(shown)) : page.html(shown));
    }
}
