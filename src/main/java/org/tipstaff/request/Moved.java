package org.tipstaff.request;

import java.time.Instant;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;

/**
 * A move that was made: the fact that the timeline shows.
 *
 * @param reason what the actor said; may be empty
 */
public record Moved(
        Move move, Status from, Status to, String actor, String actorName, Role role, Instant at, String reason) {
    /** The reason as far as somebody may read it: what staff write for the house is for the house. */
    public String reasonFor(Actor reader) {
        return reader.is(Role.OFFICER) && !move.tellsTheAgency() ? "" : reason;
    }
}
