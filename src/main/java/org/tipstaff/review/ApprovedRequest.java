package org.tipstaff.review;

import java.util.List;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CutReasons;
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

    /** What was not granted and why, part by part; empty where all was granted. */
    public List<Cut> cuts() {
        Decision first = approvals.get(0);
        if (granted.equals(request.terms()) || !first.cuts().isEmpty()) {
            return first.cuts();
        }
        // Approved before each cut had its reason.
        String reason = first.reason().isBlank() ? "No reason was recorded." : first.reason();
        return Cut.of(request.terms(), granted, CutReasons.all(reason));
    }

    @Override
    public String toString() {
        return "approved " + request.reference();
    }
}
