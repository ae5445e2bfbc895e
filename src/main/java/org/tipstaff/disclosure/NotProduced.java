package org.tipstaff.disclosure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;

/** What a disclosure leaves out of what was asked, each with its reason: complete sentences. */
final class NotProduced {
    private final DisclosureContents.Answer answer;

    NotProduced(DisclosureContents.Answer answer) {
        this.answer = answer;
    }

    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        narrowed(reasons);
        outsideRetention(reasons);
        for (TimeRange gap : answer.coverage().gaps()) {
            reasons.add("Gap in the log, " + between(gap.from(), gap.to())
                    + ": the log was not available for this time. Whether there were records cannot be said.");
        }
        Instant asOf = answer.coverage().asOf();
        if (answer.granted().range().to().isAfter(asOf)) {
            reasons.add("Not yet in existence, "
                    + between(asOf, answer.granted().range().to())
                    + ": rows written after the search are not part of this answer.");
        }
        reasons.add("Content of messages and calls: not held. The provider's logs have none, and none is kept elsewhere"
                + " that this answer could draw on.");
        return List.copyOf(reasons);
    }

    private void narrowed(List<String> reasons) {
        if (!answer.narrowed()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        List<Handle> handles = new ArrayList<>(answer.asked().handles());
        handles.removeAll(answer.granted().handles());
        if (!handles.isEmpty()) {
            parts.add((handles.size() == 1 ? "1 handle" : handles.size() + " handles")
                    + " named in the table above under Asked only");
        }
        List<LogKind> logs = new ArrayList<>(answer.asked().logs());
        logs.removeAll(answer.granted().logs());
        if (!logs.isEmpty()) {
            parts.add(logs.stream().map(LogKind::title).collect(Collectors.joining(", ")));
        }
        TimeRange asked = answer.asked().range();
        TimeRange granted = answer.granted().range();
        if (asked.from().isBefore(granted.from())) {
            parts.add("the time " + between(asked.from(), granted.from()));
        }
        if (granted.to().isBefore(asked.to())) {
            parts.add("the time " + between(granted.to(), asked.to()));
        }
        reasons.add("Asked and not granted: " + String.join("; ", parts) + ". Reason: " + answer.whyNarrowed());
    }

    private void outsideRetention(List<String> reasons) {
        Coverage coverage = answer.coverage();
        Terms granted = answer.granted();
        for (LogKind log : granted.logs()) {
            Instant cutoff = coverage.cutoff().get(log);
            if (cutoff == null || !coverage.retention().containsKey(log)) {
                reasons.add(log.title() + ": never held. This log is not kept.");
            } else if (!cutoff.isBefore(granted.range().from())) {
                Instant end = cutoff.isBefore(granted.range().to())
                        ? cutoff
                        : granted.range().to();
                reasons.add(log.title() + ", " + between(granted.range().from(), end)
                        + ": outside retention. Rows of this time, if there were any, had been destroyed in the regular"
                        + " course of business when the search was made.");
            }
        }
    }

    private static String between(Instant from, Instant to) {
        return "from " + RowTexts.readable(from) + " up to " + RowTexts.readable(to) + " UTC";
    }
}
