package org.tipstaff.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Terms;
import org.tipstaff.request.Move;
import org.tipstaff.request.Request;
import org.tipstaff.sealing.Sha256;

/**
 * What a reviewer decided, and on what.
 *
 * @param position among the decisions on the request, from 1; 0 before it is kept
 * @param round of the request at the decision
 * @param documentHash of the order as it was when decided
 * @param askedHash of the terms as they were asked for when decided
 * @param granted the terms granted; for a return or refusal the terms as asked for
 * @param rows in the snapshot under the granted terms; 0 for a return or refusal
 */
public record Decision(
        int position,
        Move move,
        int round,
        Request.Person by,
        Instant at,
        Said said,
        Sha256 documentHash,
        Sha256 askedHash,
        Terms granted,
        long rows) {
    /**
     * In the reviewer's words.
     *
     * @param reason for the officer; may be empty
     * @param note for the provider's staff; never shown to the officer
     * @param cuts what of the request is not granted; of an approval
     */
    public record Said(String reason, String note, Answers answers, List<Cut> cuts) {
        public Said {
            cuts = List.copyOf(cuts);
        }

        @Override
        public String toString() {
            return "said";
        }
    }

    public String reason() {
        return said.reason();
    }

    public String note() {
        return said.note();
    }

    public Answers answers() {
        return said.answers();
    }

    public List<Cut> cuts() {
        return said.cuts();
    }

    public boolean approves() {
        return move == Move.APPROVE || move == Move.CONFIRM;
    }

    /** What each reviewer of a round answered to a finding, the last answer of each, in words; empty where nobody did. */
    public static String answersTo(Finding finding, List<Decision> decisions, int round) {
        Map<String, String> answers = new TreeMap<>();
        for (Decision decision : decisions) {
            if (decision.round() == round) {
                decision.answers()
                        .to(finding)
                        .map(Answer::title)
                        .ifPresent(title -> answers.put(decision.by().name(), title));
            }
        }
        return String.join(
                ", ",
                answers.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList());
    }

    @Override
    public String toString() {
        return move + " by " + by;
    }
}
