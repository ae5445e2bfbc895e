package org.tipstaff.request;

import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Terms;

/**
 * Somebody asks for a move.
 *
 * @param reason in the asker's words; may be empty where the move does not ask for one
 * @param terms narrowed terms, for {@link Move#APPROVE}; null for as asked
 * @param certify for {@link Move#CERTIFY}: the statements of the certificate are confirmed
 */
public record MoveCommand(
        CaseReference reference,
        Move move,
        Actor actor,
        String reason,
        @Nullable Terms terms,
        boolean certify) {
    public MoveCommand(CaseReference reference, Move move, Actor actor, String reason) {
        this(reference, move, actor, reason, null, false);
    }
}
