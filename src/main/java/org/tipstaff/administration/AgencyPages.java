package org.tipstaff.administration;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import org.tipstaff.encryption.AgencyKeys;
import org.tipstaff.encryption.RecipientKey;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.web.FormView;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;

/** Where an administrator enters the keys that an agency wants its downloads encrypted to. */
@Path("/admin/agencies/{agency}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("administrator")
public class AgencyPages {
    private final AdminFacts facts;
    private final AgencyKeys keys;
    private final FreshSignIn fresh;
    private final CurrentActor actors;

    AgencyPages(AdminFacts facts, AgencyKeys keys, FreshSignIn fresh, CurrentActor actors) {
        this.facts = facts;
        this.keys = keys;
        this.fresh = fresh;
        this.actors = actors;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance agency(AgencyView view);
    }

    @GET
    @RolesAllowed("administrator")
    public Response agency(@PathParam("agency") String id) {
        return Page.of(page(id, FormView.EMPTY));
    }

    private TemplateInstance page(String id, FormView form) {
        AdminView.AgencySeen agency = facts.agency(id).orElseThrow(Problem::notFound);
        return Templates.agency(new AgencyView(agency, keys.of(id), fresh.isFresh(actors.current()), form));
    }

    /** Registers a public key or a certificate in place of the one of its kind. */
    @POST
    @Path("keys")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("administrator")
    public Response register(@PathParam("agency") String id, @RestForm("material") @Nullable String material) {
        String typed = material == null ? "" : material;
        return change(id, Map.of("material", typed), actor -> keys.register(actor, id, typed));
    }

    /** Takes a key out of use. */
    @POST
    @Path("keys/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("administrator")
    public Response remove(@PathParam("agency") String id, @RestForm("kind") @Nullable String ending) {
        RecipientKey.Kind kind =
                RecipientKey.Kind.of(ending == null ? "" : ending).orElseThrow(Problem::notFound);
        return change(id, Map.of(), actor -> keys.remove(actor, id, kind));
    }

    /** Whether the agency's officers get encrypted files only. */
    @POST
    @Path("policy")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("administrator")
    public Response policy(@PathParam("agency") String id, @RestForm("required") @Nullable String required) {
        boolean only = required != null;
        return change(id, only ? Map.of("required", "on") : Map.of(), actor -> keys.require(actor, id, only));
    }

    private interface Change {
        void by(Actor administrator);
    }

    private Response change(String id, Map<String, String> typed, Change change) {
        if (facts.agency(id).isEmpty()) {
            throw Problem.notFound();
        }
        fresh.require(actors.current(), "/admin/agencies/" + id);
        try {
            change.by(actors.current());
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            return Page.of(422, page(id, new FormView(typed, List.copyOf(e.details()))));
        }
        return Page.to("/admin/agencies/" + id);
    }
}
