package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * A request that was decided is taken up again as its next round, so that no approval of the round before counts any
 * more. What was asked, and what was found in it, stays as it was.
 */
@ApplicationScoped
public class Reopening {
    private final Requests requests;
    private final RequestRepository repository;
    private final Findings findings;

    Reopening(Requests requests, RequestRepository repository, Findings findings) {
        this.requests = requests;
        this.repository = repository;
        this.findings = findings;
    }

    /** Makes a move that leads back to review: {@link Move#CORRECT}, DECLINE, REOPEN. Joins the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Moved begin(MoveCommand command) {
        Request request = requests.lock(command.reference());
        Moved made = requests.move(command);
        RequestEntity entity = repository.findById(command.reference().value());
        entity.round = request.round() + 1;
        repository.flush();
        findings.repeat(command.reference(), request.round());
        return made;
    }
}
