package org.tipstaff.request;

import java.time.Instant;
import org.tipstaff.identity.Role;

/**
 * A move that was made: the fact that the timeline shows.
 *
 * @param reason what the actor said; may be empty
 */
public record Moved(
        Move move, Status from, Status to, String actor, String actorName, Role role, Instant at, String reason) {}
