package org.tipstaff.process;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One question about a request's validity, with the statute it rests on.
 *
 * @param code stable name; the code of the findings it makes
 * @param applies whether the question arises at all; else the rule says nothing
 */
record Rule(
        String code,
        Finding.Axis axis,
        String statute,
        Predicate<RuleContext> applies,
        Function<RuleContext, Answer> question) {

    /** Verdict, reason and cure; an own statute where the policy's rule names one. */
    record Answer(Verdict verdict, String statute, String reason, String cure) {
        static Answer pass(String reason) {
            return new Answer(Verdict.PASS, "", reason, "");
        }

        static Answer look(String reason, String cure) {
            return new Answer(Verdict.LOOK, "", reason, cure);
        }

        static Answer refuse(String reason, String cure) {
            return new Answer(Verdict.REFUSE, "", reason, cure);
        }

        static Answer of(Verdict verdict, String reason, String cure) {
            return new Answer(verdict, "", reason, verdict == Verdict.PASS ? "" : cure);
        }

        Answer by(String ownStatute) {
            return new Answer(verdict, ownStatute, reason, cure);
        }
    }

    Finding answer(RuleContext request) {
        Answer answer = question.apply(request);
        String rests = answer.statute().isEmpty() ? statute : answer.statute();
        return new Finding(code, axis, answer.verdict(), rests, answer.reason(), answer.cure());
    }
}
