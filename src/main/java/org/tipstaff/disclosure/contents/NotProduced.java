package org.tipstaff.disclosure.contents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.review.Cut;

/** What a disclosure leaves out of what was asked, each with its reason: complete sentences. */
public final class NotProduced {
    /** More handles than these are not read in a sentence. */
    private static final int MOST_NAMED = 5;

    private final DisclosureContents.Answer answer;

    public NotProduced(DisclosureContents.Answer answer) {
        this.answer = answer;
    }

    public List<String> reasons() {
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

    /** One sentence a reason, so that each part stands beside why it was left out. */
    private void narrowed(List<String> reasons) {
        Map<String, List<Cut>> byReason = new LinkedHashMap<>();
        answer.cuts()
                .forEach(cut -> byReason.computeIfAbsent(cut.reason(), reason -> new ArrayList<>())
                        .add(cut));
        byReason.forEach((reason, cuts) ->
                reasons.add("Asked and not granted: " + String.join("; ", parts(cuts)) + ". Reason: " + reason));
    }

    private List<String> parts(List<Cut> cuts) {
        List<String> parts = new ArrayList<>();
        List<String> handles = cuts.stream()
                .flatMap(cut -> Stream.ofNullable(cut.handle()))
                .map(Handle::value)
                .toList();
        if (handles.size() > MOST_NAMED) {
            parts.add(handles.size() + " handles named in the table above under Asked only");
        } else {
            parts.addAll(handles);
        }
        cuts.stream()
                .flatMap(cut -> Stream.ofNullable(cut.log()))
                .map(LogKind::title)
                .forEach(parts::add);
        if (cuts.stream().anyMatch(Cut::range)) {
            parts.addAll(times());
        }
        return parts;
    }

    private List<String> times() {
        List<String> times = new ArrayList<>();
        TimeRange asked = answer.asked().range();
        TimeRange granted = answer.granted().range();
        if (asked.from().isBefore(granted.from())) {
            times.add("the time " + between(asked.from(), granted.from()));
        }
        if (granted.to().isBefore(asked.to())) {
            times.add("the time " + between(granted.to(), asked.to()));
        }
        return times;
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
