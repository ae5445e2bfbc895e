package org.tipstaff.identity;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;

/**
 * Signing in, and signing in afresh.
 *
 * <p>Whoever comes to a protected page without a session is sent to the provider and back by quarkus-oidc; these are the
 * pages for doing it on purpose.
 */
@Path("/sign-in")
public class SignInResource {
    static final String AGAIN = "/sign-in/again";
    /** As {@code quarkus.oidc.authentication.redirect-path}. */
    static final String CALLBACK = "/sign-in/callback";

    private final CurrentActor actor;
    private final FreshSignIn fresh;
    private final RoutingContext routing;
    private final SessionEnd end;
    private final AuditLog audit;

    public SignInResource(
            CurrentActor actor, FreshSignIn fresh, RoutingContext routing, SessionEnd end, AuditLog audit) {
        this.actor = actor;
        this.fresh = fresh;
        this.routing = routing;
        this.end = end;
        this.audit = audit;
    }

    @CheckedTemplate
    static class Templates {
        /** @param url where the browser goes on to by itself */
        static native TemplateInstance onward(String title, String text, String url);

        static native TemplateInstance failed();
    }

    @GET
    @Authenticated
    public Response signIn(@QueryParam("to") @Nullable String to) {
        return Response.seeOther(LocalPath.of(to).uri()).build();
    }

    /** Where the provider sends the browser; quarkus-oidc restores the page asked for before this is reached. */
    @GET
    @Path("callback")
    @Authenticated
    public Response callback() {
        return Response.seeOther(LocalPath.HOME.uri()).build();
    }

    @GET
    @Path("failed")
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    public Response failed() {
        return page(Response.status(Response.Status.FORBIDDEN), Templates.failed());
    }

    /** Asks for the password once more. The session goes on: a link that anybody may have sent ends nothing. */
    @GET
    @Path("fresh")
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    public Response signInAfresh(@QueryParam("to") @Nullable String to) {
        FreshSignInRedirect.ask(routing);
        return onward(
                "Sign in again",
                "This step asks you to prove once more who you are.",
                AGAIN + "?to=" + LocalPath.of(to).encoded());
    }

    /** @param seconds until the session ends, if nothing more is done */
    record Session(long seconds) {}

    /** Asked for by a page whose session is about to end: being asked is a use of the session, and so renews it. */
    @GET
    @Path("session")
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public Session stay() {
        return new Session(end.left().toSeconds());
    }

    @GET
    @Path("again")
    @Authenticated
    @Transactional
    public Response signedInAgain(@QueryParam("to") @Nullable String to) {
        if (fresh.isFresh(actor.current())) {
            audit.record(AuditAction.STEPPED_UP, actor.current(), "-", Map.of());
        }
        return Response.seeOther(LocalPath.of(to).uri()).build();
    }

    /**
     * A page between a form and the provider: {@code form-action 'self'} of the content security policy also binds the
     * redirects that follow a form, so a plain redirect would be stopped by the browser.
     */
    static Response onward(String title, String text, String url) {
        return page(Response.ok().header("Refresh", "0; url=" + url), Templates.onward(title, text, url));
    }

    private static Response page(Response.ResponseBuilder response, TemplateInstance page) {
        return response.entity(page.render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "no-store")
                .build();
    }
}
