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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.ResumableDownloads;

/** The API for the provider's signed letters. */
@Path("/api/v1/requests/{ref}/letters")
@Tag(name = "letters", description = "What the provider writes other than a disclosure.")
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
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.REVIEWER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    @Operation(
            operationId = "listLetters",
            summary = "The letters of a request, the first first",
            description =
                    "Refusals, partial grants, confirmations and certificates of destruction; those that are being"
                            + " written too.")
    @APIResponse(
            responseCode = "200",
            description = "The letters.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = LetterJson.class)))
    public List<LetterJson> list(@PathParam("ref") String ref) {
        return letters.of(CaseReference.fromPath(ref), actors.current()).stream()
                .map(letter -> LetterJson.of(letter, letters.takenBack(letter)))
                .toList();
    }

    @GET
    @Path("{number}/pdf")
    @Produces({PDF, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.REVIEWER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    @Operation(
            operationId = "downloadLetter",
            summary = "A signed letter as PDF",
            description = "It can be verified like a disclosure.")
    @APIResponse(responseCode = "200", ref = "Pdf")
    @APIResponse(responseCode = "416", ref = "Problem416")
    public Response pdf(
            @PathParam("ref") String ref,
            @Parameter(description = "Number of the letter.", example = "TS-26-000123-L1") @PathParam("number")
                    String number)
            throws IOException {
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
