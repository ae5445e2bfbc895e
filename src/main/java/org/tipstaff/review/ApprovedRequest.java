package org.tipstaff.review;

import java.util.List;
import org.tipstaff.process.Terms;
import org.tipstaff.request.Request;

/**
 * The ticket without which nothing is produced: only {@link Reviews} makes one, and only when the approvals that the
 * policy asks for stand and bind to the document and terms as they are now.
 */
public final class ApprovedRequest {
    private final Request request;
    private final Terms granted;
    private final List<Decision> approvals;

    ApprovedRequest(Request request, Terms granted, List<Decision> approvals) {
        this.request = request;
        this.granted = granted;
        this.approvals = List.copyOf(approvals);
    }

    public Request request() {
        return request;
    }

    /** What may be produced; within what was asked for. */
    public Terms granted() {
        return granted;
    }

    /** The approval, and its confirmation where four eyes were due. */
    public List<Decision> approvals() {
        return approvals;
    }

    /** Why less was granted than asked, for the officer; empty where all was granted. */
    public String whyNarrowed() {
        if (granted.equals(request.terms())) {
            return "";
        }
        String reason = approvals.get(0).reason();
        return reason.isBlank()
                ? "The legal staff granted the part that the process compels under the provider's policy."
                : reason;
    }

    @Override
    public String toString() {
        return "approved " + request.reference();
    }
}
