package org.tipstaff.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a rule looks at: the facts beside the policy, the court and the text made comparable.
 *
 * @param court empty where the instrument names none or the list does not know it
 */
record RuleContext(Facts facts, Policy policy, Optional<Court> court, OrderText text, Instant now) {
    Instrument instrument() {
        return facts.process().instrument();
    }

    LocalDate receivedOn() {
        return LocalDate.ofInstant(facts.receivedAt(), ZoneOffset.UTC);
    }

    /** Whether there is text to look for something in. */
    boolean isReadable() {
        return !facts.document().imageOnly() && !text.isEmpty();
    }
}
