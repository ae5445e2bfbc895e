package org.tipstaff.disclosure.custody;

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
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Cases;
import org.tipstaff.request.Request;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** A reviewer asks that a wrong disclosure be recalled; a custodian then recalls it. */
@Path("/review/{ref}/recall")
@Produces(MediaType.TEXT_HTML)
public class RecallPages {
    private final Cases cases;
    private final Disclosures disclosures;
    private final Certifications certifications;
    private final CurrentActor actors;

    public RecallPages(Cases cases, Disclosures disclosures, Certifications certifications, CurrentActor actors) {
        this.cases = cases;
        this.disclosures = disclosures;
        this.certifications = certifications;
        this.actors = actors;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance form(Request request, Disclosure disclosure, FormView form);
    }

    @GET
    @RolesAllowed(Role.Claim.REVIEWER)
    public Response form(@PathParam("ref") String ref) {
        return Page.of(page(ref, FormView.EMPTY));
    }

    private TemplateInstance page(String ref, FormView form) {
        CaseReference reference = CaseReference.fromPath(ref);
        Request request = cases.look(reference, actors.current());
        return Templates.form(request, disclosures.released(reference, actors.current()), form);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.REVIEWER)
    public Response ask(@PathParam("ref") String ref, @RestForm("reason") @Nullable String reason) {
        CaseReference reference = CaseReference.fromPath(ref);
        String typed = reason == null ? "" : reason;
        try {
            certifications.askRecall(reference, actors.current(), typed);
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            return Page.of(422, page(ref, new FormView(Map.of("reason", typed), List.copyOf(e.details()))));
        }
        return Page.to("/review/" + reference);
    }
}
