package org.tipstaff.administration;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.tipstaff.identity.Role;
import org.tipstaff.web.Page;

/** The administrators' page: read only, and without anything of a request. */
@Path("/admin")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Claim.ADMINISTRATOR)
public class AdminPages {
    private final AdminFacts facts;

    AdminPages(AdminFacts facts) {
        this.facts = facts;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(AdminView view);
    }

    @GET
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response overview() {
        return Page.of(Templates.overview(facts.now()));
    }
}
