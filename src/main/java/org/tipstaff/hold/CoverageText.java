package org.tipstaff.hold;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;

/** What of the time asked for the log could still show when the rows were frozen: sentences for whatever is printed. */
public final class CoverageText {
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Coverage coverage;

    public CoverageText(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Per log retention and cut-off; then the instant as of which they applied, and the gaps. */
    public List<String> sentences(Set<LogKind> logs) {
        List<String> points = new ArrayList<>();
        for (LogKind log : logs) {
            var retention = coverage.retention().get(log);
            var cutoff = coverage.cutoff().get(log);
            points.add(
                    retention == null || cutoff == null
                            ? log.title() + ": this log is not kept."
                            : log.title() + ": kept for " + length(retention.value()) + ". Cut-off "
                                    + READABLE.format(cutoff)
                                    + " UTC: rows at or before this instant are past retention.");
        }
        for (LogKind log : logs) {
            if (shortened(log)) {
                points.add(log.title() + ": rows were kept for a shorter time before; what had expired then stays gone,"
                        + " so the cut-off is later than the present retention alone would give.");
            }
        }
        points.add("Retention was applied as of " + READABLE.format(coverage.asOf()) + " UTC.");
        if (logs.stream().anyMatch(this::preserved)) {
            points.add("Rows that a preservation letter under 18 U.S.C. § 2703(f) froze before are included; where the"
                    + " cut-off is earlier than retention alone would give, it is that of the letter.");
        }
        if (coverage.gaps().isEmpty()) {
            points.add("No gaps are known in the part of the time asked for that is within retention.");
        }
        for (TimeRange gap : coverage.gaps()) {
            points.add("Gap: nothing is there " + between(gap.from(), gap.to()) + ".");
        }
        return List.copyOf(points);
    }

    private boolean shortened(LogKind log) {
        var retention = coverage.retention().get(log);
        var cutoff = coverage.cutoff().get(log);
        return retention != null
                && cutoff != null
                && cutoff.isAfter(coverage.asOf().minus(retention.value()));
    }

    private boolean preserved(LogKind log) {
        var retention = coverage.retention().get(log);
        var cutoff = coverage.cutoff().get(log);
        return retention != null && cutoff != null && cutoff.isBefore(retention.cutoff(coverage.asOf()));
    }

    private static String between(Instant from, Instant to) {
        return "from " + READABLE.format(from) + " up to " + READABLE.format(to) + " UTC";
    }

    private static String length(Duration duration) {
        return duration.toHours() % 24 == 0 ? duration.toDays() + " days of 24 hours" : duration.toHours() + " hours";
    }
}
