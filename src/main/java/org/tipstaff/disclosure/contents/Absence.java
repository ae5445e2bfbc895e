package org.tipstaff.disclosure.contents;

import java.time.Instant;
import java.util.Comparator;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;

/**
 * Why no row answers an item of the terms. Each is its own answer (FRE 803(7)), and says no more than what was searched:
 * that a handle has no record in a time is not that the log does not know it.
 */
public enum Absence {
    NEVER_HELD(
            "Log not kept",
            "This log was not kept for any part of the time asked for, so no record of this kind was made here."),
    AGED_OUT(
            "Past retention",
            "The whole of the time asked for lay past the log's retention when the search was made. Records of that"
                    + " time, if there were any, had been destroyed in the regular course of business and cannot be"
                    + " restored."),
    GAP(
            "Gap in the log",
            "The part of the time asked for that was still within retention lies in a gap of the log: the log was not"
                    + " available for it. Whether there were records cannot be said."),
    NONE_IN_THIS_TIME(
            "No record in this time",
            "The log was searched for this handle over the part of the time asked for that is within retention and"
                    + " lies in no gap, and holds no record of it there. No other time was searched: this does not say"
                    + " that the log has no record of the handle."),
    NONE_IN_RETENTION(
            "No record in the log's retention",
            "The time asked for holds all that the log kept when the search was made, without a gap. The log was"
                    + " searched for this handle over the whole of it and holds no record of it. Earlier records, if there"
                    + " were any, had been destroyed in the regular course of business.");

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

    /** Whether a log was there and was searched, so that its silence says something (FRE 803(7)). */
    public boolean isSearched() {
        return switch (this) {
            case NONE_IN_THIS_TIME, NONE_IN_RETENTION -> true;
            case NEVER_HELD, AGED_OUT, GAP -> false;
        };
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
            return range.to().isAfter(cutoff) ? NONE_IN_THIS_TIME : AGED_OUT;
        }
        if (isGap(coverage, from, to)) {
            return GAP;
        }
        boolean whole = !range.from().isAfter(cutoff)
                && !range.to().isBefore(coverage.asOf())
                && coverage.gaps().isEmpty();
        return whole ? NONE_IN_RETENTION : NONE_IN_THIS_TIME;
    }

    private static boolean isGap(Coverage coverage, Instant from, Instant to) {
        Instant missing = from;
        for (TimeRange gap : coverage.gaps().stream()
                .sorted(Comparator.comparing(TimeRange::from))
                .toList()) {
            if (gap.from().isAfter(missing)) {
                return false;
            }
            if (gap.to().isAfter(missing)) {
                missing = gap.to();
            }
        }
        return !missing.isBefore(to);
    }
}
