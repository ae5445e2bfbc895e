package org.tipstaff.request;

import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Terms;

/**
 * Somebody asks for a move.
 *
 * @param reason in the asker's words, for the officer; may be empty where the move does not ask for one
 * @param particulars what only some moves ask for
 */
public record MoveCommand(CaseReference reference, Move move, Actor actor, String reason, Particulars particulars) {
    /** Most characters of a reason, a note and whatever else somebody writes for a move. */
    public static final int LONGEST_REASON = 4_000;

    public MoveCommand(CaseReference reference, Move move, Actor actor, String reason) {
        this(reference, move, actor, reason, Particulars.NONE);
    }

    /**
     * @param terms narrowed terms; null for as asked
     * @param certify the statements of the certificate are confirmed
     */
    public MoveCommand(
            CaseReference reference, Move move, Actor actor, String reason, @Nullable Terms terms, boolean certify) {
        this(reference, move, actor, reason, Particulars.of(terms, certify));
    }

    /** Narrowed terms; null for as asked. */
    public @Nullable Terms terms() {
        return particulars.terms();
    }

    /** For {@link Move#CERTIFY}: the statements of the certificate are confirmed. */
    public boolean certify() {
        return particulars.certify();
    }
}
