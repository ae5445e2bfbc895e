package org.tipstaff.request;

import java.util.Set;

/**
 * A feature that answers for moves: it checks its own rules, then asks {@link Requests#move} to make the move. Each
 * move has one handler.
 */
public interface MoveHandler {
    Set<Move> moves();

    /**
     * Runs in a transaction of its own.
     *
     * @throws org.tipstaff.web.Problem where the move is not possible
     */
    void handle(MoveCommand command);
}
