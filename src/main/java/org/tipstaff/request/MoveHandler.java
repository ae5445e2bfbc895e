package org.tipstaff.request;

import java.util.Set;
import org.tipstaff.identity.Actor;

/**
 * A feature that answers for moves: it checks its own rules, then asks {@link Requests#move} to make the move. Each
 * move that a person makes has one handler.
 */
public interface MoveHandler {
    Set<Move> moves();

    /**
     * Runs in a transaction of its own.
     *
     * @throws org.tipstaff.web.Problem where the move is not possible
     */
    void handle(MoveCommand command);

    /**
     * Whether the move is worth offering to an actor who has its role, or the role that asks for it. The refusal itself is in {@link #handle}: this
     * only keeps buttons away that could not work.
     */
    default boolean offers(Move move, Request request, Actor actor) {
        return true;
    }
}
