package org.tipstaff.request;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.web.Problem;

/** Takes an asked-for move to the feature that answers for it. */
@ApplicationScoped
public class Moves {
    private final Requests requests;
    private final AuditLog audit;
    private final Map<Move, MoveHandler> handlers = new EnumMap<>(Move.class);

    public Moves(Requests requests, AuditLog audit, @All List<MoveHandler> all) {
        this.requests = requests;
        this.audit = audit;
        for (MoveHandler handler : all) {
            for (Move move : handler.moves()) {
                if (handlers.put(move, handler) != null) {
                    throw new IllegalStateException("Two handlers answer for " + move);
                }
            }
        }
    }

    /**
     * Makes the move, or says why not.
     *
     * @throws Problem NOT_FOUND where the request is not the actor's to see; NOT_ALLOWED where the actor has not the
     *     role; CONFLICT where it is not possible from here
     */
    public void make(MoveCommand command) {
        requests.get(command.reference(), command.actor());
        MoveHandler handler = handlers.get(command.move());
        if (handler == null || !command.move().isOpenTo(command.actor())) {
            audit.recordRefusal(
                    command.actor(),
                    command.reference().value(),
                    Map.of("move", command.move().name(), "rule", "role"));
            throw Problem.notAllowed("Only the %s may “%s”."
                    .formatted(command.move().role().claim(), command.move().title()));
        }
        handler.handle(command);
    }

    /**
     * Makes a move from a page, whose button can be pressed twice: where the actor's own same move is the last thing that
     * happened, it is made.
     *
     * @throws Problem as {@link #make}
     */
    public void makeFromPage(MoveCommand command) {
        try {
            make(command);
        } catch (Problem problem) {
            if (problem.kind() != Problem.Kind.CONFLICT || !isLast(command)) {
                throw problem;
            }
        }
    }

    private boolean isLast(MoveCommand command) {
        List<Moved> timeline = requests.timeline(command.reference());
        Moved last = timeline.get(timeline.size() - 1);
        return last.move() == command.move()
                && last.actor().equals(command.actor().id())
                && last.reason().equals(command.reason());
    }

    /** The moves that this actor could make now, or ask for. */
    public List<Move> offered(Request request, Actor actor) {
        return Move.from(request.status()).stream()
                .filter(move -> move.isOpenTo(actor))
                .filter(move -> {
                    MoveHandler handler = handlers.get(move);
                    return handler != null && handler.offers(move, request, actor);
                })
                .toList();
    }
}
