package org.tipstaff.process;

import java.time.Duration;
import java.time.Instant;
import org.tipstaff.identity.Agency;

/**
 * When an answer is due, and by which rule.
 *
 * @param at instant by which the answer must be out
 */
public record DueDate(Instant at, String statute) {
    /** What the due date depends on. */
    public record Receipt(Instrument instrument, Agency agency, Instant receivedAt) {}

    /** The first rule of the policy that fits the instrument and the agency's State. */
    public static DueDate of(Receipt receipt, Policy policy) {
        Policy.Due rule = policy.due().stream()
                .filter(due -> due.instruments().contains(receipt.instrument()))
                .filter(due -> due.states().isEmpty()
                        || (receipt.agency().kind() != Agency.Kind.FEDERAL
                                && due.states().contains(receipt.agency().state())))
                .findFirst()
                .orElseThrow();
        return new DueDate(receipt.receivedAt().plus(Duration.ofHours(rule.hours())), rule.statute());
    }
}
