package org.tipstaff.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Rule.Answer;

/** Axis 1: what the instrument compels (18 U.S.C. §§ 2702, 2703). */
final class InstrumentRules {
    static final Rule INSTRUMENT_FITS_DATA = new Rule(
            "INSTRUMENT_FITS_DATA",
            Finding.Axis.INSTRUMENT,
            "18 U.S.C. § 2703(c)",
            request -> true,
            InstrumentRules::fits);

    static final Rule REVERSE_REQUEST = new Rule(
            "REVERSE_REQUEST",
            Finding.Axis.INSTRUMENT,
            "U.S. Const. amend. IV; Chatrie v. United States (2026)",
            request -> request.facts().terms().direction() == Direction.BY_TARGET,
            InstrumentRules::reverse);

    static final Rule CONTENT_ASKED = new Rule(
            "CONTENT_ASKED",
            Finding.Axis.INSTRUMENT,
            "18 U.S.C. § 2703(a)-(b), (c)(1)",
            RuleContext::isReadable,
            InstrumentRules::content);

    static final List<Rule> ALL = List.of(INSTRUMENT_FITS_DATA, REVERSE_REQUEST, CONTENT_ASKED);

    /** Content of messages or calls, and the words before it that show that it is left out. */
    private static final Pattern CONTENT = Pattern.compile(
            "(?<before>[^.;:]{0,80})\\b(?:the\\s+)?contents?\\s+of\\s+(?:\\w+\\s+){0,4}?(?:communications?|messages?|calls?|conversations?)");

    private static final Pattern LEFT_OUT =
            Pattern.compile("\\b(?:not|no|without|excluding|except|other\\s+than|excludes?|nor)\\b");

    private InstrumentRules() {}

    private static Answer fits(RuleContext request) {
        Terms terms = request.facts().terms();
        List<Policy.Compel> allowed = new ArrayList<>();
        List<LogKind> refusedLogs = new ArrayList<>();
        Policy.Compel refused = null;
        Policy.Compel doubtful = null;
        for (LogKind log : terms.logs()) {
            Policy.Compel rule = request.policy().compels(request.instrument(), log, terms.direction());
            switch (rule.answer()) {
                case MAY_COMPEL, FREEZE_ONLY -> allowed.add(rule);
                case ESCALATE, REVIEWER_DECIDES -> doubtful = rule;
                case MAY_NOT -> {
                    refused = rule;
                    refusedLogs.add(log);
                }
            }
        }
        if (refused != null && allowed.isEmpty() && doubtful == null) {
            return Answer.refuse(refused.reason(), refused.cure()).by(refused.statute());
        }
        if (refused != null) {
            return Answer.look(
                            "Not compelled for the " + titles(refusedLogs) + ": " + refused.reason(),
                            "Narrow the request to the other logs. " + refused.cure())
                    .by(refused.statute());
        }
        if (doubtful != null) {
            return Answer.look(doubtful.reason(), doubtful.cure()).by(doubtful.statute());
        }
        return Answer.pass(allowed.get(0).reason()).by(allowed.get(0).statute());
    }

    private static String titles(List<LogKind> logs) {
        return String.join(", ", logs.stream().map(LogKind::title).toList());
    }

    private static Answer reverse(RuleContext request) {
        return Answer.look(
                "The request searches everybody's records for who asked about or invited a handle. A second reviewer decides, and at most "
                        + request.policy().review().reverseRowCap() + " rows can be disclosed.",
                "Narrow the range, or ask for the rows that a named handle caused.");
    }

    private static Answer content(RuleContext request) {
        boolean asked = request.text()
                .matches(CONTENT)
                .anyMatch(match -> !LEFT_OUT.matcher(match.group()).find());
        return asked
                ? Answer.look(
                        "The document speaks of the content of messages or calls. Content is not held; that part is answered \"not held\", the rest goes on.",
                        "Ask for the records alone; they are answered as if content had not been asked for.")
                : Answer.pass("No content of messages or calls is asked for.");
    }
}
