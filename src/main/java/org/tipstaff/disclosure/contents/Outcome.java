package org.tipstaff.disclosure.contents;

import java.util.EnumSet;
import java.util.Set;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.process.Terms;

/** What came of the search as a whole: the heading, the summary and the certificate say the same, and no more. */
public record Outcome(DisclosureContents.Answer answer, RowCounts counts) {
    /** Why items have no row; empty where each has one. */
    public Set<Absence> absences() {
        Set<Absence> absences = EnumSet.noneOf(Absence.class);
        for (Terms.Item item : answer.granted().items()) {
            if (counts.of(item) == 0) {
                absences.add(absence(item));
            }
        }
        return absences;
    }

    public Absence absence(Terms.Item item) {
        return Absence.of(answer.coverage(), item.log(), answer.granted().range());
    }

    public boolean isEmpty() {
        return counts.total() == 0;
    }

    /** Whether the log was there for any item, so that a search was made. */
    public boolean isSearched() {
        return !isEmpty() || absences().stream().anyMatch(Absence::isSearched);
    }

    public String heading() {
        if (!isEmpty()) {
            return "Disclosure of log records";
        }
        Set<Absence> absences = absences();
        if (isSearched()) {
            return "No responsive records in the time searched";
        }
        return absences.size() == 1
                ? "No responsive records: "
                        + decapitalised(absences.iterator().next().title())
                : "No responsive records: the log had none of this time to search";
    }

    public String summary() {
        if (!isEmpty()) {
            long items = answer.granted().items().stream()
                    .filter(item -> counts.of(item) > 0)
                    .count();
            return RowTexts.rowsOf(counts.total())
                    + (counts.total() == 1 ? " answers " : " answer ") + items + " of "
                    + answer.granted().items().size()
                    + " items of the terms granted. Each row names the item that authorizes it.";
        }
        return isSearched()
                ? "The log was searched for the terms granted, as far as it was available for the time asked for, and"
                        + " no record was found there that answers them. For each handle and log the next pages say what"
                        + " was searched and what was not; of other times this says nothing."
                : "For the time asked for there was nothing left or nothing available to search, so no record can be"
                        + " produced. This does not say that there never was one. The reason for each handle and log is"
                        + " on the next pages.";
    }

    /** Row counts of the inventory and of the found table. */
    public String rows(Terms.Item item) {
        return counts.of(item) > 0
                ? RowTexts.number(counts.of(item))
                : "0 – " + decapitalised(absence(item).title());
    }

    private static String decapitalised(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
