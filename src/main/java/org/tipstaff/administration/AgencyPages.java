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
import jakarta.ws.rs.QueryParam;
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
import org.tipstaff.identity.Role;
import org.tipstaff.identity.suspension.Suspensions;
import org.tipstaff.identity.suspension.Suspensions.Whom;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** The agencies: where an administrator enters the keys that one wants its downloads encrypted to, and keeps one out. */
@Path("/admin/agencies")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Claim.ADMINISTRATOR)
public class AgencyPages {
    private static final String PATH = "/admin/agencies";

    private final Directory directory;
    private final Suspensions suspensions;
    private final AgencyKeys keys;
    private final FreshSignIn fresh;
    private final CurrentActor actors;

    AgencyPages(Directory directory, Suspensions suspensions, AgencyKeys keys, FreshSignIn fresh, CurrentActor actors) {
        this.directory = directory;
        this.suspensions = suspensions;
        this.keys = keys;
        this.fresh = fresh;
        this.actors = actors;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(DirectoryView<Directory.AgencySeen> view);

        static native TemplateInstance agency(AgencyView view);
    }

    @GET
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page) {
        Directory.Asked asked = Directory.Asked.of(text, state, page);
        return Page.of(Templates.list(DirectoryView.of(PATH, asked, directory.agencies(asked))));
    }

    @GET
    @Path("{agency}")
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response agency(@PathParam("agency") String id) {
        return Page.of(page(id, FormView.EMPTY));
    }

    private TemplateInstance page(String id, FormView form) {
        Directory.AgencySeen agency = directory.agency(id).orElseThrow(Problem::notFound);
        boolean now = fresh.isFresh(actors.current());
        Whom whom = Whom.agency(id);
        SuspensionView suspension = new SuspensionView(
                agency.path(), "agency", whom.covers(actors.current()), now, suspensions.history(whom), form);
        return Templates.agency(new AgencyView(agency, keys.of(id), now, suspension, form));
    }

    /** Registers a public key or a certificate in place of the one of its kind. */
    @POST
    @Path("{agency}/keys")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response register(@PathParam("agency") String id, @RestForm("material") @Nullable String material) {
        String typed = material == null ? "" : material;
        return change(id, Map.of("material", typed), actor -> keys.register(actor, id, typed));
    }

    /** Takes a key out of use. */
    @POST
    @Path("{agency}/keys/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response remove(@PathParam("agency") String id, @RestForm("kind") @Nullable String ending) {
        RecipientKey.Kind kind =
                RecipientKey.Kind.of(ending == null ? "" : ending).orElseThrow(Problem::notFound);
        return change(id, Map.of(), actor -> keys.remove(actor, id, kind));
    }

    /** Whether the agency's officers get encrypted files only. */
    @POST
    @Path("{agency}/policy")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response policy(@PathParam("agency") String id, @RestForm("required") @Nullable String required) {
        boolean only = required != null;
        return change(id, only ? Map.of("required", "on") : Map.of(), actor -> keys.require(actor, id, only));
    }

    /** Keeps everybody of the agency out from now on. */
    @POST
    @Path("{agency}/suspend")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response suspend(@PathParam("agency") String id, @RestForm("reason") @Nullable String reason) {
        String typed = reason == null ? "" : reason;
        return change(id, Map.of("reason", typed), actor -> suspensions.suspend(actor, Whom.agency(id), typed));
    }

    /** Lets them in again. */
    @POST
    @Path("{agency}/reinstate")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response reinstate(@PathParam("agency") String id, @RestForm("reason") @Nullable String reason) {
        String typed = reason == null ? "" : reason;
        return change(id, Map.of("reason", typed), actor -> suspensions.reinstate(actor, Whom.agency(id), typed));
    }

    private interface Change {
        void by(Actor administrator);
    }

    private Response change(String id, Map<String, String> typed, Change change) {
        Directory.AgencySeen agency = directory.agency(id).orElseThrow(Problem::notFound);
        fresh.require(actors.current(), agency.path());
        try {
            change.by(actors.current());
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            return Page.of(422, page(id, new FormView(typed, List.copyOf(e.details()))));
        }
        return Page.to(agency.path());
    }
}
