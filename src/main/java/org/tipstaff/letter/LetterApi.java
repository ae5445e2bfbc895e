package org.tipstaff.letter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.ResumableDownloads;

/** The API for the provider's signed letters. */
@Path("/api/v1/requests/{ref}/letters")
public class LetterApi {
    static final String PDF = "application/pdf";

    private final Letters letters;
    private final CurrentActor actors;

    public LetterApi(Letters letters, CurrentActor actors) {
        this.letters = letters;
        this.actors = actors;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"officer", "reviewer", "custodian", "auditor"})
    @Operation(summary = "The letters of a request, those that are being written too; the first first")
    public List<LetterJson> list(@PathParam("ref") String ref) {
        return letters.of(CaseReference.fromPath(ref), actors.current()).stream()
                .map(LetterJson::of)
                .toList();
    }

    @GET
    @Path("{number}/pdf")
    @Produces({PDF, "application/problem+json"})
    @RolesAllowed({"officer", "reviewer", "custodian", "auditor"})
    @Operation(summary = "A signed letter, by its number")
    public Response pdf(@PathParam("ref") String ref, @PathParam("number") String number) throws IOException {
        return respond(letters.download(CaseReference.fromPath(ref), number, actors.current()));
    }

    /** As an attachment; its name is the letter's number. */
    static Response respond(Letters.Download download) {
        return ResumableDownloads.attachment(
                download.content(),
                new ResumableDownloads.Attachment(
                        download.letter().fileName(),
                        PDF,
                        download.file().sha256(),
                        download.file().bytes()));
    }
}
