package org.tipstaff.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Terms;

/**
 * What a move carries that only some moves ask for, as it was sent: who answers for the move judges it.
 *
 * @param terms narrowed terms, for {@link Move#APPROVE}; null for as asked
 * @param why what is left out of the terms, and why
 * @param answers code of a finding → answer, for reviewers' decisions
 * @param overrides code of a finding that says Refuse → why it is accepted all the same
 * @param note for the provider's staff only; never shown to the officer
 * @param shown position of the decision that was looked at, for {@link Move#CONFIRM}; 0 where that is not said
 * @param certify for {@link Move#CERTIFY}: the statements of the certificate are confirmed
 */
public record Particulars(
        @Nullable Terms terms,
        CutReasons why,
        Map<String, String> answers,
        Map<String, String> overrides,
        String note,
        int shown,
        boolean certify) {
    public static final Particulars NONE = of(null, false);

    public Particulars {
        answers = Map.copyOf(answers);
        overrides = Map.copyOf(overrides);
    }

    static Particulars of(@Nullable Terms terms, boolean certify) {
        return new Particulars(terms, CutReasons.NONE, Map.of(), Map.of(), "", 0, certify);
    }

    /** For a decision on findings. */
    public static Particulars answering(Map<String, String> answers) {
        return new Particulars(null, CutReasons.NONE, answers, Map.of(), "", 0, false);
    }

    /** The same, granting less. */
    public Particulars narrowed(Terms granted, String reason) {
        return new Particulars(granted, CutReasons.all(reason), answers, overrides, note, shown, certify);
    }

    /** Never what was typed: people write names into reasons. */
    @Override
    public String toString() {
        return "particulars";
    }
}
