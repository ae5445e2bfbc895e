package org.tipstaff.review;

import java.time.Instant;
import java.util.Map;
import org.tipstaff.process.Terms;
import org.tipstaff.request.Move;
import org.tipstaff.request.Request;
import org.tipstaff.sealing.Sha256;

/**
 * What a reviewer decided, and on what.
 *
 * @param round of the request at the decision
 * @param answers code of a finding that needed a look → what the reviewer answered
 * @param documentHash of the order as it was when decided
 * @param askedHash of the terms as they were asked for when decided
 * @param granted the terms granted; for a return or refusal the terms as asked for
 * @param rows in the snapshot under the granted terms; 0 for a return or refusal
 */
public record Decision(
        Move move,
        int round,
        Request.Person by,
        Instant at,
        String reason,
        Map<String, String> answers,
        Sha256 documentHash,
        Sha256 askedHash,
        Terms granted,
        long rows) {
    public Decision {
        answers = Map.copyOf(answers);
    }

    @Override
    public String toString() {
        return move + " by " + by;
    }
}
