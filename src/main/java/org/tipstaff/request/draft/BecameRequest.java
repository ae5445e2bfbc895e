package org.tipstaff.request.draft;

import org.tipstaff.request.CaseReference;

/** A draft is asked for that became a request: whoever has its address is led there. */
public final class BecameRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CaseReference reference;

    BecameRequest(CaseReference reference) {
        super("The draft became " + reference, null, false, false);
        this.reference = reference;
    }

    public CaseReference reference() {
        return reference;
    }
}
