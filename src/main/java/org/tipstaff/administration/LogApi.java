package org.tipstaff.administration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tipstaff.identity.Role;

/** How the log stands, for administrators' programs. */
@Path("/api/v1/admin/log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "log", description = "The invitation log: appending to it, and how it stands.")
public class LogApi {
    private final LogFacts facts;

    LogApi(LogFacts facts) {
        this.facts = facts;
    }

    /** Retention values and proposals, days, rows, bytes, keys, the last retention run, numbers of holds. */
    @GET
    @Operation(
            operationId = "readLogState",
            summary = "How the invitation log stands",
            description = "Retention values and proposals, days, rows, bytes, keys, the last retention run, numbers of"
                    + " holds. For administrators.")
    @APIResponse(
            responseCode = "200",
            description = "How the log stands.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LogJson.class)))
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public LogJson log() {
        return facts.json();
    }
}
