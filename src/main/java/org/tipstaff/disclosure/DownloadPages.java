package org.tipstaff.disclosure;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;

/** Downloads from the officer's page. */
@Path("/requests/{ref}/disclosure")
public class DownloadPages {
    private final Disclosures disclosures;
    private final CurrentActor actors;

    public DownloadPages(Disclosures disclosures, CurrentActor actors) {
        this.disclosures = disclosures;
        this.actors = actors;
    }

    /** One file; a sign-in that is not of just now is asked for first. */
    @GET
    @Path("{kind}")
    @RolesAllowed("officer")
    public Response download(@PathParam("ref") String ref, @PathParam("kind") String kind) throws IOException {
        FileKind wanted = FileKind.ofPath(kind).orElseThrow(Problem::notFound);
        return DisclosureApi.respond(disclosures.download(CaseReference.fromPath(ref), wanted, actors.current()));
    }

    /** All files in one ZIP. */
    @GET
    @Path("zip")
    @RolesAllowed("officer")
    public Response zip(@PathParam("ref") String ref) throws IOException {
        return DisclosureApi.respond(disclosures.bag(CaseReference.fromPath(ref), actors.current()));
    }

    /** The same bytes for another while. */
    @POST
    @Path("reissue")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("officer")
    public Response reissue(@PathParam("ref") String ref) {
        CaseReference reference = CaseReference.fromPath(ref);
        disclosures.reissue(reference, actors.current());
        return Page.to("/requests/" + reference);
    }
}
