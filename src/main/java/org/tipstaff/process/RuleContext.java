package org.tipstaff.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule looks at: the facts beside the policy, the court and the text made comparable.
 *
 * @param court empty where the instrument names none or the list does not know it
 */
record RuleContext(Facts facts, Policy policy, Optional<Court> court, OrderText text, Instant now) {
    /** Instruments that a court issues; the others may come without one. */
    private static final Set<Instrument> OF_A_COURT = EnumSet.of(Instrument.ORDER_2703D, Instrument.SEARCH_WARRANT);

    Instrument instrument() {
        return facts.process().instrument();
    }

    boolean isOfACourt() {
        return OF_A_COURT.contains(instrument());
    }

    LocalDate receivedOn() {
        return LocalDate.ofInstant(facts.receivedAt(), ZoneOffset.UTC);
    }

    /** Whether there is text to look for something in. */
    boolean isReadable() {
        return !facts.document().imageOnly() && !text.isEmpty();
    }
}
