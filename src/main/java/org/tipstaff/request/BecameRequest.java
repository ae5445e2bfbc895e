package org.tipstaff.request;

/** A draft is asked for that became a request: whoever has its address is led there. */
final class BecameRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CaseReference reference;

    BecameRequest(CaseReference reference) {
        super("The draft became " + reference, null, false, false);
        this.reference = reference;
    }

    CaseReference reference() {
        return reference;
    }
}
