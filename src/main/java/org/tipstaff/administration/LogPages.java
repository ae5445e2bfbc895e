package org.tipstaff.administration;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.retention.RetentionChanges;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** The log as administrators see it, and where two of them change how long it is kept. */
@Path("/admin/log")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Claim.ADMINISTRATOR)
public class LogPages {
    private static final String HERE = "/admin/log";

    private final LogFacts facts;
    private final RetentionChanges changes;
    private final RetentionForm forms;
    private final FreshSignIn fresh;
    private final CurrentActor actors;

    LogPages(LogFacts facts, RetentionChanges changes, RetentionForm forms, FreshSignIn fresh, CurrentActor actors) {
        this.facts = facts;
        this.changes = changes;
        this.forms = forms;
        this.fresh = fresh;
        this.actors = actors;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance log(LogView view);
    }

    @GET
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response log() {
        return Page.of(page(FormView.EMPTY));
    }

    private TemplateInstance page(FormView form) {
        return Templates.log(facts.view(actors.current(), form));
    }

    /** Proposes that a log be kept for another time. */
    @POST
    @Path("propose")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response propose(MultivaluedMap<String, String> typed) {
        Map<String, String> values = RetentionForm.typed(typed);
        return change(values, actor -> changes.propose(actor, forms.wanted(values)));
    }

    /** Lets a proposal take effect; by another administrator, freshly signed in. */
    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response approve(@RestForm("proposal") @Nullable String proposal) {
        long id = RetentionForm.number(proposal);
        fresh.require(actors.current(), HERE);
        return change(Map.of(), actor -> changes.approve(actor, id));
    }

    /** Refuses a proposal; by another administrator. */
    @POST
    @Path("refuse")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response refuse(
            @RestForm("proposal") @Nullable String proposal, @RestForm("remark") @Nullable String remark) {
        long id = RetentionForm.number(proposal);
        String why = remark == null ? "" : remark;
        return change(Map.of("remark", why), actor -> changes.refuse(actor, id, why));
    }

    /** Takes back one's own proposal. */
    @POST
    @Path("withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response withdraw(@RestForm("proposal") @Nullable String proposal) {
        long id = RetentionForm.number(proposal);
        return change(Map.of(), actor -> changes.withdraw(actor, id));
    }

    private interface Change {
        void by(Actor administrator);
    }

    private Response change(Map<String, String> typed, Change change) {
        try {
            change.by(actors.current());
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            return Page.of(422, page(new FormView(typed, List.copyOf(e.details()))));
        }
        return Page.to(HERE);
    }
}
