package org.tipstaff.administration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How the log stands, for administrators' programs. */
@Path("/api/v1/admin/log")
@Produces(MediaType.APPLICATION_JSON)
public class LogApi {
    private final LogFacts facts;

    LogApi(LogFacts facts) {
        this.facts = facts;
    }

    /** Retention values and proposals, days, rows, bytes, keys, the last retention run, numbers of holds. */
    @GET
    @RolesAllowed("administrator")
    public LogJson log() {
        return facts.json();
    }
}
