package org.tipstaff.review;

import java.util.List;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.request.Move;
import org.tipstaff.request.Request;

/** The decisions on a request, oldest first. */
public record DecisionsView(List<Entry> entries) {
    /**
     * A decision.
     *
     * @param compare whether what was granted can be compared with what is asked for now
     */
    public record Entry(Decision decision, boolean compare, Request request) {
        public String title() {
            return switch (decision.move()) {
                case APPROVE -> narrowed() ? "Approved, narrowed" : "Approved as asked";
                case CONFIRM -> "Confirmed by a second reviewer";
                case RETURN -> "Sent back for a correction";
                case REFUSE -> "Refused";
                case SUBMIT,
                        REFUSE_AUTOMATICALLY,
                        CLAIM,
                        RELEASE_CLAIM,
                        SUSPEND,
                        RESUME,
                        PREPARE,
                        CERTIFY,
                        DECLINE,
                        REOPEN,
                        WITHDRAW,
                        RECALL,
                        CORRECT,
                        CLOSE,
                        PRESERVE,
                        EXTEND,
                        CONVERT,
                        EXPIRE -> decision.move().title();
            };
        }

        public String css() {
            return switch (decision.move()) {
                case APPROVE, CONFIRM -> "ok";
                case RETURN -> "warn";
                case REFUSE -> "bad";
                case SUBMIT,
                        REFUSE_AUTOMATICALLY,
                        CLAIM,
                        RELEASE_CLAIM,
                        SUSPEND,
                        RESUME,
                        PREPARE,
                        CERTIFY,
                        DECLINE,
                        REOPEN,
                        WITHDRAW,
                        RECALL,
                        CORRECT,
                        CLOSE,
                        PRESERVE,
                        EXTEND,
                        CONVERT,
                        EXPIRE -> "";
            };
        }

        /** What a reviewer notes at an approval is for the house; what they write to the officer is shown. */
        public String reason() {
            return decision.move() == Move.RETURN || decision.move() == Move.REFUSE ? decision.reason() : "";
        }

        /** What was not granted, each part with its reason. */
        public List<Left> left() {
            return decision.cuts().stream().map(Left::of).toList();
        }

        public boolean narrowed() {
            return compare && !decision.granted().equals(request.terms());
        }

        public int handlesGranted() {
            return decision.granted().handles().size();
        }

        public int handlesAsked() {
            return request.terms().handles().size();
        }

        public String logs() {
            return String.join(
                    ", ", decision.granted().logs().stream().map(LogKind::title).toList());
        }
    }

    /** A part that was not granted. */
    public record Left(String part, String reason) {
        static Left of(Cut cut) {
            Handle handle = cut.handle();
            LogKind log = cut.log();
            String part =
                    handle != null ? handle.written() : log != null ? log.title() : "Time beyond the range granted";
            return new Left(part, cut.reason());
        }
    }
}
