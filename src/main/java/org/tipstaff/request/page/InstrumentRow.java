package org.tipstaff.request.page;

import java.util.Arrays;
import java.util.List;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Policy;

/**
 * What one instrument yields, as the policy says: a line of the public table.
 *
 * @param dueHours hours from receipt to the usual answer
 */
record InstrumentRow(Instrument instrument, Cell signIn, Cell capability, Cell facetime, Cell reverse, int dueHours) {
    /** @param why the policy's reason, with its statute */
    record Cell(String words, String colour, String why) {}

    static List<InstrumentRow> all(Policy policy) {
        return Arrays.stream(Instrument.values())
                .map(instrument -> of(instrument, policy))
                .toList();
    }

    private static InstrumentRow of(Instrument instrument, Policy policy) {
        return new InstrumentRow(
                instrument,
                cell(policy, instrument, LogKind.SIGN_IN, Direction.BY_SOURCE),
                cell(policy, instrument, LogKind.CAPABILITY_QUERY, Direction.BY_SOURCE),
                cell(policy, instrument, LogKind.FACETIME_INVITATION, Direction.BY_SOURCE),
                cell(policy, instrument, LogKind.CAPABILITY_QUERY, Direction.BY_TARGET),
                policy.due().stream()
                        .filter(rule ->
                                rule.states().isEmpty() && rule.instruments().contains(instrument))
                        .findFirst()
                        .map(Policy.Due::hours)
                        .orElse(0));
    }

    private static Cell cell(Policy policy, Instrument instrument, LogKind log, Direction direction) {
        Policy.Compel rule = policy.compels(instrument, log, direction);
        boolean twice = policy.needsFourEyes(instrument, direction, 0);
        String why = rule.reason() + " (" + rule.statute() + ")";
        return switch (rule.answer()) {
            case MAY_COMPEL ->
                new Cell(
                        twice
                                ? "Yes, with a second reviewer and at most %,d rows"
                                        .formatted(policy.review().reverseRowCap())
                                : "Yes",
                        "green",
                        why);
            case MAY_NOT -> new Cell("No", "red", why);
            case ESCALATE -> new Cell("No, counsel decides", "red", why);
            case REVIEWER_DECIDES -> new Cell(twice ? "Two reviewers decide" : "A reviewer decides", "yellow", why);
            case FREEZE_ONLY -> new Cell("Frozen, not disclosed", "grey", why);
        };
    }

    public String due() {
        return dueHours < 48 ? dueHours + " hours" : dueHours / 24 + " days";
    }
}
