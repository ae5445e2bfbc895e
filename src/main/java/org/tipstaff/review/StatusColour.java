package org.tipstaff.review;

import org.tipstaff.request.Status;

/** The colour of a status on reviewers' pages; never the only sign of it. */
final class StatusColour {
    private StatusColour() {}

    static String of(Status status) {
        return switch (status) {
            case SUBMITTED -> "purple";
            case IN_REVIEW, SECOND_REVIEW -> "blue";
            case RETURNED -> "turquoise";
            case SUSPENDED -> "orange";
            case APPROVED, PREPARED, DISCLOSED, PRESERVED, EXTENDED -> "green";
            case REFUSED, RECALLED -> "red";
            case DRAFT, WITHDRAWN, EXPIRED, CONVERTED, CLOSED -> "grey";
        };
    }
}
