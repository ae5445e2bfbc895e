package org.tipstaff.request.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.Set;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.MoveHandler;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Preservations;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;

/** The moves that the filing agency makes. */
@ApplicationScoped
class OfficerMoves implements MoveHandler {
    private final Requests requests;
    private final Resubmission resubmission;
    private final Preservations preservations;
    private final Event<RequestMoved> moved;

    OfficerMoves(Requests requests, Resubmission resubmission, Preservations preservations, Event<RequestMoved> moved) {
        this.preservations = preservations;
        this.requests = requests;
        this.resubmission = resubmission;
        this.moved = moved;
    }

    @Override
    public Set<Move> moves() {
        return EnumSet.of(Move.SUBMIT, Move.WITHDRAW, Move.EXTEND);
    }

    @Override
    @Transactional
    public void handle(MoveCommand command) {
        if (command.move() == Move.SUBMIT) {
            resubmission.again(command);
            return;
        }
        if (command.move() == Move.EXTEND) {
            preservations.requireRunning(requests.lock(command.reference()));
        }
        Moved made = requests.move(command);
        moved.fire(new RequestMoved(requests.get(command.reference()), made));
    }
}
