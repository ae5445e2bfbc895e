package org.tipstaff.audit;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.tipstaff.web.Problem;

/** Public: the newest checkpoint and the key to check it with. Whoever keeps a copy can tell if the log is rewritten. */
@Path("/")
public class PublishedCheckpoint {
    private final Checkpoints checkpoints;

    PublishedCheckpoint(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** A signed note (C2SP tlog-checkpoint): how many entries there are, and the root over them. */
    @GET
    @Path(".well-known/tipstaff-audit-checkpoint")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @PermitAll
    public String latest() {
        return checkpoints.latest().orElseThrow(Problem::notFound);
    }

    /** The Ed25519 key as PEM (RFC 8410). */
    @GET
    @Path(".well-known/tipstaff-audit-key.pem")
    @Produces("application/x-pem-file")
    @PermitAll
    public String key() {
        return checkpoints.publicKeyPem();
    }
}
