package org.tipstaff.letter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;

/** Downloads of letters from the officer's page and from the workbench. */
@Path("/requests/{ref}/letters")
public class LetterPages {
    private final Letters letters;
    private final CurrentActor actors;

    public LetterPages(Letters letters, CurrentActor actors) {
        this.letters = letters;
        this.actors = actors;
    }

    @GET
    @Path("{number}")
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.REVIEWER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response download(@PathParam("ref") String ref, @PathParam("number") String number) throws IOException {
        return LetterApi.respond(letters.download(CaseReference.fromPath(ref), number, actors.current()));
    }
}
