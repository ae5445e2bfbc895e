package org.tipstaff.document.child;

import org.tipstaff.document.RefusalReason;

/** Ends an inspection. Unchecked, because the PDF library swallows checked exceptions of the streams it is given. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    Refused(RefusalReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    RefusalReason reason() {
        return reason;
    }
}
