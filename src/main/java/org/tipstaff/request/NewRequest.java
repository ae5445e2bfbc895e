package org.tipstaff.request;

import java.time.Instant;
import java.util.List;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.process.Examination;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Verdict;
import org.tipstaff.sealing.Sha256;

/**
 * A request about to be entered: whole, examined, and with its reference.
 *
 * @param documentHash of the order's document
 */
public record NewRequest(
        CaseReference reference,
        Filing filing,
        Sha256 documentHash,
        Actor officer,
        Agency agency,
        Instant receivedAt,
        Instant dueAt,
        List<Finding> findings) {
    public boolean refused() {
        return Examination.worst(findings) == Verdict.REFUSE;
    }
}
