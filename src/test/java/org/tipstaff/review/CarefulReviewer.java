package org.tipstaff.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Terms;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Particulars;
import org.tipstaff.request.Requests;

/** Decides as a reviewer does who has looked at each open finding and accepts it. */
@ApplicationScoped
public class CarefulReviewer {
    private final Moves moves;
    private final Requests requests;
    private final Findings findings;

    CarefulReviewer(Moves moves, Requests requests, Findings findings) {
        this.moves = moves;
        this.requests = requests;
        this.findings = findings;
    }

    public Map<String, String> accepting(CaseReference reference) {
        return findings.of(requests.get(reference)).stream()
                .filter(finding -> finding.verdict() != Verdict.PASS)
                .collect(Collectors.toMap(Finding::code, finding -> Answer.ACCEPT.name()));
    }

    public void approve(CaseReference reference, Actor reviewer) {
        approve(reference, reviewer, null, "");
    }

    /** @param why published; of the cuts, where there are any */
    public void approve(CaseReference reference, Actor reviewer, @Nullable Terms granted, String why) {
        Particulars answers = Particulars.answering(accepting(reference));
        moves.make(new MoveCommand(
                reference, Move.APPROVE, reviewer, why, granted == null ? answers : answers.narrowed(granted, why)));
    }

    public void confirm(CaseReference reference, Actor reviewer) {
        moves.make(new MoveCommand(reference, Move.CONFIRM, reviewer, "", Particulars.answering(accepting(reference))));
    }
}
