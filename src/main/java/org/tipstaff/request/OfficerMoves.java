package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.Set;
import org.tipstaff.process.Instrument;
import org.tipstaff.web.Problem;

/** The moves that the filing agency makes. */
@ApplicationScoped
class OfficerMoves implements MoveHandler {
    private final Requests requests;
    private final Resubmission resubmission;
    private final Event<RequestMoved> moved;

    OfficerMoves(Requests requests, Resubmission resubmission, Event<RequestMoved> moved) {
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
        if (command.move() == Move.EXTEND
                && requests.get(command.reference()).process().instrument() != Instrument.PRESERVATION) {
            throw Problem.conflict("Only a preservation can be renewed.");
        }
        Moved made = requests.move(command);
        moved.fire(new RequestMoved(requests.get(command.reference()), made));
    }
}
