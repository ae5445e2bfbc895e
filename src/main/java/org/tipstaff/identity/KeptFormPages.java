package org.tipstaff.identity;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.tipstaff.web.Page;
import org.tipstaff.web.form.FilledForm;

/** After the sign-in: back to the page where something was typed, with what was typed in its form. Nothing is sent by itself. */
@Path(KeptFormPages.PATH)
public class KeptFormPages {
    public static final String PATH = "/kept-form";

    private final KeptForms kept;
    private final CurrentActor actor;
    private final RoutingContext routing;

    public KeptFormPages(KeptForms kept, CurrentActor actor, RoutingContext routing) {
        this.kept = kept;
        this.actor = actor;
        this.routing = routing;
    }

    @CheckedTemplate(basePath = "KeptFormPages")
    static class Templates {
        /** @param inForm whether what was typed stands in the page's form; else it is listed */
        static native TemplateInstance notice(KeptForm kept, boolean inForm);

        static native TemplateInstance lost();
    }

    @GET
    @Authenticated
    public Response back() {
        return mine().map(form -> Page.to(LocalPath.of(form.page()).value()))
                .orElseGet(() -> Page.of(Templates.lost()));
    }

    @POST
    @Path("discard")
    @Authenticated
    public Response discard() {
        LocalPath page = mine().map(form -> LocalPath.of(form.page())).orElse(LocalPath.HOME);
        kept.forget(routing);
        return Page.to(page.value());
    }

    private Optional<KeptForm> mine() {
        return kept.find(routing)
                .filter(form -> actor.find()
                        .filter(who -> FormToken.of("", who.id(), "").person().equals(form.person()))
                        .isPresent());
    }

    /** Puts what was typed into the page that it was typed on. */
    @ServerResponseFilter
    public Uni<Void> fill(ContainerRequestContext request, ContainerResponseContext response) {
        if (!request.getMethod().equals("GET")
                || response.getStatus() != 200
                || !(response.getEntity() instanceof String page)
                || !MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())
                || !KeptForms.has(routing)) {
            return Uni.createFrom().voidItem();
        }
        String path = request.getUriInfo().getRequestUri().getRawPath();
        return Uni.createFrom()
                .item(() -> {
                    mine().filter(form -> URI.create(form.page()).getRawPath().equals(path))
                            .ifPresent(form -> response.setEntity(filled(page, form)));
                    return response;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .replaceWithVoid();
    }

    private static String filled(String page, KeptForm form) {
        Optional<String> filled = FilledForm.of(page, form);
        String notice = Templates.notice(form, filled.isPresent()).render();
        return FilledForm.atTop(filled.orElse(page), notice);
    }
}
