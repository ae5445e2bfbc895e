package org.tipstaff.request.page;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Role;
import org.tipstaff.process.Court;
import org.tipstaff.process.Courts;

/** Courts for the list under a field, while somebody types. */
@Path("/courts")
@Produces(MediaType.APPLICATION_JSON)
public class CourtSearch {
    private static final int MOST = 12;

    private final Courts courts;

    public CourtSearch(Courts courts) {
        this.courts = courts;
    }

    public record Found(String id, String name) {
        static Found of(Court court) {
            return new Found(court.id(), court.name());
        }
    }

    @GET
    @RolesAllowed(Role.Claim.OFFICER)
    public List<Found> find(@QueryParam("q") @Nullable String text) {
        return text == null || text.length() > 200
                ? List.of()
                : courts.search(text, MOST).stream().map(Found::of).toList();
    }
}
