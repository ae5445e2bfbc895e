package org.tipstaff.disclosure;

import java.time.Instant;
import java.util.Comparator;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;

/** Why no row answers an item of the terms. Each is its own answer (FRE 803(7)). */
public enum Absence {
    NEVER_HELD(
            "Never held",
            "This log was not kept for any part of the time asked for, so no record of this kind ever existed here."),
    AGED_OUT(
            "Aged out",
            "The whole of the time asked for lay past the log's retention when the search was made. Records of that time,"
                    + " if there were any, had been destroyed in the regular course of business and cannot be restored."),
    GAP(
            "Gap in the log",
            "The part of the time asked for that was still within retention lies in a gap of the log: the log was not"
                    + " available for it. Whether there were records cannot be said."),
    NO_SUCH_HANDLE(
            "No such handle in the log",
            "The log was available and was searched for this handle over the part of the time asked for that is within"
                    + " retention, and it holds no record of it.");

    private final String title;
    private final String sentence;

    Absence(String title, String sentence) {
        this.title = title;
        this.sentence = sentence;
    }

    public String title() {
        return title;
    }

    /** What the document says; complete without its surroundings. */
    public String sentence() {
        return sentence;
    }

    /**
     * Why a log showed nothing for a range.
     *
     * @param coverage as it was when the search was made
     */
    public static Absence of(Coverage coverage, LogKind log, TimeRange range) {
        Instant cutoff = coverage.cutoff().get(log);
        if (cutoff == null || !coverage.retention().containsKey(log)) {
            return NEVER_HELD;
        }
        Instant from = range.from().isAfter(cutoff) ? range.from() : cutoff;
        Instant to = range.to().isBefore(coverage.asOf()) ? range.to() : coverage.asOf();
        if (!from.isBefore(to)) {
            // Nothing of the range is both kept and past; a range that is not over yet was searched to no effect.
            return range.to().isAfter(cutoff) ? NO_SUCH_HANDLE : AGED_OUT;
        }
        Instant missing = from;
        for (TimeRange gap : coverage.gaps().stream()
                .sorted(Comparator.comparing(TimeRange::from))
                .toList()) {
            if (gap.from().isAfter(missing)) {
                return NO_SUCH_HANDLE;
            }
            if (gap.to().isAfter(missing)) {
                missing = gap.to();
            }
        }
        return missing.isBefore(to) ? NO_SUCH_HANDLE : GAP;
    }
}
