package org.tipstaff.disclosure;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.Problem;

/** What was prepared, to the custodian who is to certify it. */
@Path("/api/v1/requests/{ref}/prepared")
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
    @Produces({Bundle.PDF, Bundle.CSV, MediaType.APPLICATION_JSON, Bundle.XLSX, "application/problem+json"})
    @RolesAllowed("custodian")
    public Response file(@PathParam("ref") String ref, @PathParam("file") String file) throws IOException {
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
