package org.tipstaff.disclosure.custody;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.Problem;

/** What was prepared, to the custodian who is to certify it. */
@Path("/api/v1/requests/{ref}/prepared")
@Tag(name = "disclosure", description = "What was disclosed.")
public class PreparedApi {
    private final Prepared prepared;
    private final CurrentActor actors;

    PreparedApi(Prepared prepared, CurrentActor actors) {
        this.prepared = prepared;
        this.actors = actors;
    }

    /**
     * A file as it was prepared; the opening is recorded, and CERTIFY asks for that of the document.
     *
     * @param file {@code pdf}, {@code csv}, {@code json}, {@code xlsx}, or a further volume: {@code volume-2}, …
     */
    @GET
    @Path("{file}")
    @Operation(
            operationId = "downloadPrepared",
            summary = "A file as it was prepared",
            description =
                    "For the custodian who is to certify, with a fresh sign-in, until it is certified. The opening is"
                            + " recorded, and CERTIFY asks for that of the document.")
    @APIResponse(responseCode = "200", ref = "PreparedFile")
    @Produces({MediaTypes.PDF, MediaTypes.CSV, MediaType.APPLICATION_JSON, MediaTypes.XLSX, "application/problem+json"})
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response file(
            @PathParam("ref") String ref,
            @Parameter(
                            description = "pdf, csv, json, xlsx, or volume-2 and further.",
                            example = "pdf",
                            schema = @Schema(type = SchemaType.STRING, pattern = FileKind.FORM))
                    @PathParam("file")
                    String file)
            throws IOException {
        FileKind kind = FileKind.ofPath(file).orElseThrow(Problem::notFound);
        return respond(prepared.openUnsigned(CaseReference.fromPath(ref), kind, actors.current()), "attachment");
    }

    static Response respond(Prepared.Content content, String disposition) {
        return Response.ok(content.bytes(), content.type())
                .header("Content-Disposition", disposition + "; filename=\"" + content.fileName() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
