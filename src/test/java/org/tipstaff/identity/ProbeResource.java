package org.tipstaff.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.tipstaff.web.Frame;

/** Pages of the tests: who is seen, and a form to sign out. */
@Path("/")
public class ProbeResource {
    private final CurrentActor actor;
    private final FreshSignIn fresh;
    private final SecurityIdentity identity;
    private final Frame frame;

    public ProbeResource(CurrentActor actor, FreshSignIn fresh, SecurityIdentity identity, Frame frame) {
        this.actor = actor;
        this.fresh = fresh;
        this.identity = identity;
        this.frame = frame;
    }

    @GET
    @Path("probe")
    @RolesAllowed("officer")
    @Produces(MediaType.TEXT_HTML)
    public String page(@QueryParam("case") String number) {
        return "<!DOCTYPE html><title>Probe</title><p id=who>" + actor.current().name() + "</p><p id=agency>"
                + actor.current().belongsTo().map(Agency::id).orElse("-") + "</p><p id=case>" + number
                + "</p><form method=post action=/sign-out><input type=hidden name=form-token value=" + frame.formToken()
                + ">"
                + "<button>Sign out</button></form>";
    }

    @GET
    @Path("probe/public")
    @PermitAll
    @Produces(MediaType.TEXT_PLAIN)
    public String publicPage() {
        return actor.find().map(Actor::name).orElse("nobody");
    }

    @GET
    @Path("api/probe")
    @RolesAllowed("officer")
    @Produces(MediaType.TEXT_PLAIN)
    public String api() {
        Actor current = actor.current();
        return current.name() + " " + current.roles() + " "
                + current.belongsTo().map(Agency::toString).orElse("-") + " fresh=" + fresh.isFresh(current) + " "
                + identity.getRoles().contains("officer");
    }
}
