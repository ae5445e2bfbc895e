package org.tipstaff.request;

import java.util.EnumSet;
import java.util.Set;

/** Where a request stands. The names are the contract with the outside. */
public enum Status {
    /** Being written; not yet a request. */
    DRAFT("Draft", "An officer is still writing it."),
    SUBMITTED("Submitted", "Received. It waits for a reviewer."),
    IN_REVIEW("In review", "A reviewer compares it with the order."),
    SECOND_REVIEW("Second review", "Approved once; a second reviewer must confirm."),
    RETURNED("Sent back", "The reviewer asks for a correction."),
    SUSPENDED("Suspended", "In dispute: the records stay frozen and are not produced."),
    APPROVED("Approved", "Approved. The disclosure is being prepared."),
    PREPARED("Prepared", "Prepared for the custodian of records."),
    DISCLOSED("Disclosed", "The signed disclosure is ready."),
    RECALLED("Recalled", "The disclosure was recalled. Do not rely on it."),
    REFUSED("Refused", "Refused, with reasons."),
    WITHDRAWN("Withdrawn", "Withdrawn by the agency."),
    /** 18 U.S.C. § 2703(f): records are frozen for 90 days and nothing is produced. */
    PRESERVED("Preserved", "The records are preserved for 90 days."),
    /** The one renewal that § 2703(f)(2) knows. */
    EXTENDED("Preserved, renewed", "The preservation was renewed for another 90 days."),
    /** Process followed in time: its own hold took the preserved rows over. */
    CONVERTED("Converted", "Legal process followed, and its request holds the records now."),
    EXPIRED("Expired", "The preservation ended and the records were destroyed."),
    CLOSED("Closed", "The time for keeping the record is over.");

    /** Somebody still has something to do, and nothing has left the house. */
    static final Set<Status> OPEN = EnumSet.of(SUBMITTED, IN_REVIEW, SECOND_REVIEW, RETURNED, APPROVED, PREPARED);

    private final String title;
    private final String meaning;

    Status(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    public String title() {
        return title;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    public boolean isOpen() {
        return OPEN.contains(this);
    }
}
