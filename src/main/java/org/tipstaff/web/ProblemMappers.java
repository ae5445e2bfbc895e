package org.tipstaff.web;

import io.quarkus.resteasy.reactive.server.runtime.exceptionmappers.AuthenticationCompletionExceptionMapper;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FreshSignInRequired;
import org.tipstaff.identity.suspension.AccountSuspended;

/** The one place where what went wrong becomes an answer. Refusals by role are audited here. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Pattern REFERENCE = Pattern.compile("/(TS-[0-9]{2}-[0-9]{6,9})(?:/|$)");

    private final ProblemPage page;
    private final AllowedMethods allowed;
    private final AuditLog audit;
    private final CurrentActor actor;

    public ProblemMappers(ProblemPage page, AllowedMethods allowed, AuditLog audit, CurrentActor actor) {
        this.page = page;
        this.allowed = allowed;
        this.audit = audit;
        this.actor = actor;
    }

    @ServerExceptionMapper
    public Uni<Response> problem(Problem problem, ContainerRequestContext request) {
        return onWorker(() -> {
            Response answer = answer(page.of(problem), request);
            return problem.retryAfter()
                    .map(after -> Response.fromResponse(answer)
                            .header(HttpHeaders.RETRY_AFTER, after.toSeconds())
                            .build())
                    .orElse(answer);
        });
    }

    /** RFC 9470 for programs; a browser signs in afresh and comes back. */
    @ServerExceptionMapper
    public Uni<Response> fresh(FreshSignInRequired required, ContainerRequestContext request) {
        if (!forPrograms(request)) {
            return Uni.createFrom()
                    .item(Response.seeOther(URI.create(required.location())).build());
        }
        ProblemPage.Shown shown = page.of(Problem.of(Problem.Kind.NOT_FRESH, "This step needs a fresh sign-in."));
        return onWorker(() -> Response.fromResponse(answer(shown, request))
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_user_authentication\", "
                                + "error_description=\"A fresh sign-in is required\"")
                .build());
    }

    /** Whom the portal has suspended is refused everywhere, in the same words, and each attempt is audited. */
    @ServerExceptionMapper
    public Uni<Response> suspended(AccountSuspended refused, ContainerRequestContext request) {
        return onWorker(() -> {
            refusal(refused.actor(), "suspended", request);
            return answer(
                    page.of(Problem.of(
                            Problem.Kind.SUSPENDED,
                            "Your account, or the agency that it belongs to, has been suspended, so nothing can be filed,"
                                    + " read or downloaded with it.")),
                    request);
        });
    }

    /** A sign-in that the provider confirmed and the portal does not take. */
    @ServerExceptionMapper
    public Uni<Response> notTaken(AuthenticationCompletionException failed, ContainerRequestContext request) {
        return failed.getCause() instanceof AccountSuspended suspended
                ? suspended(suspended, request)
                : Uni.createFrom().item(new AuthenticationCompletionExceptionMapper().toResponse(failed));
    }

    @ServerExceptionMapper
    public Uni<Response> forbidden(ForbiddenException refused, ContainerRequestContext request) {
        return onWorker(() -> {
            actor.find().ifPresent(who -> refusal(who, "role", request));
            return answer(page.of(403, false), request);
        });
    }

    private void refusal(Actor who, String rule, ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        Matcher reference = REFERENCE.matcher(path);
        audit.recordRefusal(
                who,
                reference.find() ? reference.group(1) : "-",
                Map.of("rule", rule, "route", path, "method", request.getMethod()));
    }

    @ServerExceptionMapper
    public Uni<Response> violation(ConstraintViolationException invalid, ContainerRequestContext request) {
        List<Problem.Detail> details = invalid.getConstraintViolations().stream()
                .map(violation -> {
                    String property = violation.getPropertyPath().toString();
                    return new Problem.Detail(
                            property.substring(property.lastIndexOf('.') + 1), violation.getMessage());
                })
                .toList();
        return problem(Problem.invalid("What was sent does not fit", details), request);
    }

    /** The exception brings its own answer; the filter below gives it words. */
    @ServerExceptionMapper
    public Response ready(WebApplicationException exception) {
        return exception.getResponse();
    }

    @ServerExceptionMapper
    public Uni<Response> failure(Throwable failure, ContainerRequestContext request, RoutingContext routing) {
        if (DatabaseAway.in(failure)) {
            LOG.warnf(
                    "The database does not answer: %s %s",
                    request.getMethod(), request.getUriInfo().getPath());
            return problem(DatabaseAway.problem(), request);
        }
        if (ClientGone.in(failure, routing)) {
            LOG.debugf(
                    "The client went away: %s %s",
                    request.getMethod(), request.getUriInfo().getPath());
            // Nobody reads it.
            return Uni.createFrom().item(Response.status(400).build());
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(
                failure,
                "Problem %s at %s %s",
                number,
                request.getMethod(),
                request.getUriInfo().getPath());
        return onWorker(() -> answer(page.failure(number), request));
    }

    /** Answers that only have a status, such as those of the form filter and of the router, get words. */
    @ServerResponseFilter
    public Uni<Void> words(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.ALLOW, allowed.of(request.getUriInfo().getPath()));
        }
        if (response.getStatus() < 400 || response.hasEntity()) {
            return Uni.createFrom().voidItem();
        }
        return onWorker(() -> {
                    boolean programs = forPrograms(request);
                    ProblemPage.Shown shown = page.of(response.getStatus(), !programs);
                    response.setEntity(
                            programs ? page.json(shown) : page.html(shown),
                            new java.lang.annotation.Annotation[0],
                            programs ? ProblemPage.JSON : ProblemPage.HTML);
                    return response;
                })
                .replaceWithVoid();
    }

    private Response answer(ProblemPage.Shown shown, ContainerRequestContext request) {
        Response.ResponseBuilder answer = Response.status(shown.status());
        return forPrograms(request)
                ? answer.type(ProblemPage.JSON).entity(page.json(shown)).build()
                : answer.type(ProblemPage.HTML).entity(page.html(shown)).build();
    }

    private static boolean forPrograms(ContainerRequestContext request) {
        return ProblemPage.forPrograms(
                request.getUriInfo().getRequestUri().getPath(), request.getHeaderString(HttpHeaders.ACCEPT));
    }

    /** Who asks, and the audit log, may need the database, which the event loop must not wait for. */
    private static <T> Uni<T> onWorker(Supplier<T> work) {
        Uni<T> item = Uni.createFrom().item(work);
        return BlockingOperationControl.isBlockingAllowed()
                ? item
                : item.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
