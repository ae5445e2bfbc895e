package org.tipstaff.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.resteasy.reactive.server.runtime.exceptionmappers.AuthenticationFailedExceptionMapper;
import io.quarkus.resteasy.reactive.server.runtime.exceptionmappers.UnauthorizedExceptionMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.tipstaff.identity.FormToken;
import org.tipstaff.identity.FormTokens;
import org.tipstaff.identity.KeptForm;
import org.tipstaff.identity.KeptFormPages;
import org.tipstaff.identity.KeptForms;
import org.tipstaff.identity.LocalPath;

/**
 * A form that comes without a session is answered by a page of the portal. Elsewhere the answer is a redirect to the
 * identity provider, which {@code form-action 'self'} would stop in the browser without a word. What was typed is kept over
 * the sign-in.
 */
public class SessionGone {
    private final FormTokens tokens;
    private final KeptForms kept;
    private final ProblemPage problems;

    public SessionGone(FormTokens tokens, KeptForms kept, ProblemPage problems) {
        this.tokens = tokens;
        this.kept = kept;
        this.problems = problems;
    }

    @CheckedTemplate(basePath = "SessionGone")
    static class Templates {
        /**
         * @param saved whether what was typed is kept
         * @param to where to go after the sign-in, encoded for a query
         */
        static native TemplateInstance gone(boolean saved, String to);
    }

    @ServerExceptionMapper
    public Uni<Response> nobody(UnauthorizedException refused, RoutingContext routing) {
        return sentAForm(routing) ? gone(routing) : new UnauthorizedExceptionMapper().handle(routing);
    }

    @ServerExceptionMapper
    public Uni<Response> ended(AuthenticationFailedException failed, RoutingContext routing) {
        return sentAForm(routing) ? gone(routing) : new AuthenticationFailedExceptionMapper().handle(routing, failed);
    }

    private static boolean sentAForm(RoutingContext routing) {
        return routing.request().method() == HttpMethod.POST
                && !routing.normalizedPath().startsWith("/api/")
                && routing.request().getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    private Uni<Response> gone(RoutingContext routing) {
        if (ProblemPage.forPrograms(routing.normalizedPath(), routing.request().getHeader(HttpHeaders.ACCEPT))) {
            return onWorker(() -> Response.status(401)
                    .type(ProblemPage.JSON)
                    .entity(problems.json(problems.of(401, false)))
                    .build());
        }
        List<String> files = new ArrayList<>();
        return read(routing.request(), files).chain(form -> onWorker(() -> answer(form, files, routing)));
    }

    /** The body, which nobody has read: whoever may not call a route is turned away before that. */
    private static Uni<MultiMap> read(HttpServerRequest request, List<String> files) {
        return Uni.createFrom().emitter(emitter -> {
            request.setExpectMultipart(true);
            request.uploadHandler(upload -> {
                if (!upload.filename().isBlank()) {
                    files.add(upload.filename());
                }
                upload.handler(ignored -> {});
            });
            request.exceptionHandler(emitter::fail);
            request.endHandler(done -> emitter.complete(request.formAttributes()));
            request.resume();
        });
    }

    private Response answer(MultiMap form, List<String> files, RoutingContext routing) {
        Optional<FormToken> token = tokens.open(form.get(FormTokens.FIELD)).filter(from -> !from.ofNobody());
        boolean saved = token.map(
                        from -> typed(from, form, files, routing.request().path()))
                .filter(KeptForm::isKeepable)
                .map(typed -> {
                    kept.keep(typed, routing);
                    return true;
                })
                .orElse(false);
        LocalPath to = saved
                ? LocalPath.of(KeptFormPages.PATH)
                : token.map(from -> LocalPath.of(from.page())).orElse(LocalPath.HOME);
        return Page.of(401, Templates.gone(saved, to.encoded()));
    }

    private static KeptForm typed(FormToken token, MultiMap form, List<String> files, String action) {
        List<KeptForm.Field> fields = form.entries().stream()
                .filter(field -> !field.getKey().equals(FormTokens.FIELD))
                .map(field -> new KeptForm.Field(field.getKey(), field.getValue()))
                .toList();
        return new KeptForm(action, token.page(), token.person(), fields, files);
    }

    private static <T> Uni<T> onWorker(java.util.function.Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
