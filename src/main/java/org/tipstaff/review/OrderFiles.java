package org.tipstaff.review;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.document.OrderDocuments;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.web.Problem;

/** The order of a request, for its reviewers and the custodian who swears to what answers it: pictures of its pages, and the file as it was received. */
@Path("/review")
public class OrderFiles {
    private static final String NEVER_KEPT = "no-store";

    private final Requests requests;
    private final OrderDocuments documents;
    private final AuditLog audit;
    private final CurrentActor actors;

    OrderFiles(Requests requests, OrderDocuments documents, AuditLog audit, CurrentActor actors) {
        this.requests = requests;
        this.documents = documents;
        this.audit = audit;
        this.actors = actors;
    }

    /** A page's picture. The look itself is in the audit log since the workbench was opened. */
    @GET
    @Path("{ref}/pages/{page: [0-9]{1,5}}.png")
    @Produces("image/png")
    @RolesAllowed({Role.Claim.REVIEWER, Role.Claim.CUSTODIAN})
    public Response picture(@PathParam("ref") String ref, @PathParam("page") int page) throws IOException {
        Request request = requests.get(CaseReference.fromPath(ref), actors.current());
        try {
            return Response.ok(documents.page(request.documentId(), page))
                    .header(HttpHeaders.CACHE_CONTROL, NEVER_KEPT)
                    .build();
        } catch (SealedObjects.NoSuchObject e) {
            throw Problem.notFound();
        }
    }

    /** The file as received, to be opened outside the portal: always saved, never shown in place. */
    @GET
    @Path("{ref}/original")
    @Produces("application/pdf")
    @RolesAllowed({Role.Claim.REVIEWER, Role.Claim.CUSTODIAN})
    @Transactional
    public Response original(@PathParam("ref") String ref) throws IOException {
        Actor actor = actors.current();
        Request request = requests.get(CaseReference.fromPath(ref), actor);
        try {
            InputStream bytes = documents.original(request.documentId());
            audit.record(
                    AuditAction.DOCUMENT_VIEWED,
                    actor,
                    request.reference().value(),
                    Map.of("what", "original", "sha256", request.documentHash().hex()));
            return Response.ok(bytes)
                    .header(HttpHeaders.CACHE_CONTROL, NEVER_KEPT)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"order-%s.pdf\"".formatted(request.reference()))
                    .build();
        } catch (SealedObjects.NoSuchObject e) {
            throw Problem.notFound();
        }
    }
}
