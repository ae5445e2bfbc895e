package org.tipstaff.disclosure.deliver;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;

/** Downloads from the officer's page. */
@Path("/requests/{ref}/disclosure")
public class DownloadPages {
    private final Downloads downloads;
    private final EncryptedDownloads encrypted;
    private final CurrentActor actors;

    public DownloadPages(Downloads downloads, EncryptedDownloads encrypted, CurrentActor actors) {
        this.downloads = downloads;
        this.encrypted = encrypted;
        this.actors = actors;
    }

    /** One file; a sign-in that is not of just now is asked for first. */
    @GET
    @Path("{kind}")
    @RolesAllowed(Role.Claim.OFFICER)
    public Response download(@PathParam("ref") String ref, @PathParam("kind") String kind) throws IOException {
        FileKind wanted = FileKind.ofPath(kind).orElseThrow(Problem::notFound);
        return DisclosureApi.respond(downloads.download(CaseReference.fromPath(ref), wanted, actors.current()));
    }

    /** All files in one ZIP. */
    @GET
    @Path("zip")
    @RolesAllowed(Role.Claim.OFFICER)
    public Response zip(@PathParam("ref") String ref) throws IOException {
        return DisclosureApi.respond(downloads.bag(CaseReference.fromPath(ref), actors.current()));
    }

    /** One file, or all in one ZIP, encrypted to the agency's OpenPGP key (pgp) or certificate (p7m). */
    @GET
    @Path("{kind}/{to}")
    @RolesAllowed(Role.Claim.OFFICER)
    public Response encrypted(
            @PathParam("ref") String ref, @PathParam("kind") String kind, @PathParam("to") String ending)
            throws IOException {
        return encrypted
                .open(CaseReference.fromPath(ref), kind, ending, actors.current())
                .response();
    }

    /** That the signed document stands in the audit log. */
    @GET
    @Path("proof")
    @RolesAllowed(Role.Claim.OFFICER)
    public Response proof(@PathParam("ref") String ref) {
        return DisclosureApi.respond(downloads.proof(CaseReference.fromPath(ref), actors.current()));
    }

    /** The same bytes for another while. */
    @POST
    @Path("reissue")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.OFFICER)
    public Response reissue(@PathParam("ref") String ref) {
        CaseReference reference = CaseReference.fromPath(ref);
        downloads.reissue(reference, actors.current());
        return Page.to("/requests/" + reference);
    }
}
