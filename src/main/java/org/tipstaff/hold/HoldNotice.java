package org.tipstaff.hold;

import java.time.Instant;
import org.tipstaff.request.Preservations;
import org.tipstaff.request.Request;
import org.tipstaff.request.Status;
import org.tipstaff.web.Display;

/**
 * What the officer reads of the frozen records. It follows from where the request stands as much as from the hold: after
 * a decision other things are true of the same copy than before.
 *
 * @param look of the panel: {@code ok}, {@code warn} or none
 * @param working whether the page is worth loading again
 */
record HoldNotice(String look, String title, String sentence, boolean working) {
    static HoldNotice of(Request request, Snapshot hold) {
        return switch (hold.state()) {
            case PENDING, FAILED -> ended(request.status()) ? beingDestroyed() : freezing(hold.state());
            case HELD -> held(request, hold);
            case DESTROYED -> destroyed(request, hold);
        };
    }

    private static boolean ended(Status status) {
        return switch (status) {
            case REFUSED, WITHDRAWN, EXPIRED, CLOSED -> true;
            case DRAFT,
                    SUBMITTED,
                    IN_REVIEW,
                    SECOND_REVIEW,
                    RETURNED,
                    SUSPENDED,
                    APPROVED,
                    PREPARED,
                    DISCLOSED,
                    RECALLED,
                    PRESERVED,
                    EXTENDED,
                    CONVERTED -> false;
        };
    }

    private static HoldNotice freezing(HoldState state) {
        return state == HoldState.PENDING
                ? working(
                        "Freezing the records",
                        "The records asked for are being sealed. You can leave this page: the work goes on, and nothing"
                                + " ages out meanwhile.")
                : working(
                        "Freezing the records",
                        "The copying was interrupted and will be tried again by itself. The records stay in the log until"
                                + " it is done: nothing is lost.");
    }

    private static HoldNotice beingDestroyed() {
        return new HoldNotice(
                "",
                "Frozen copy being destroyed",
                "The copy that was frozen for this request is being destroyed, its key first. A certificate follows.",
                true);
    }

    private static HoldNotice held(Request request, Snapshot hold) {
        String frozen = "The records asked for are sealed as they were at " + Display.utc(hold.receivedAt()) + ".";
        return switch (request.status()) {
            case DRAFT, SUBMITTED, IN_REVIEW, SECOND_REVIEW, RETURNED, SUSPENDED ->
                ok(
                        "Frozen at receipt",
                        frozen
                                + " Nothing ages out while this request is open, and nobody can read them before approval.");
            case APPROVED, PREPARED ->
                ok(
                        "Frozen at receipt",
                        frozen + " What was granted is produced from this copy; the rest stays sealed.");
            case DISCLOSED, RECALLED ->
                ok(
                        "Frozen at receipt",
                        "The records were sealed as they were at " + Display.utc(hold.receivedAt())
                                + ". What was disclosed was produced from this copy. It is kept under seal with the record of"
                                + " this request, and destroyed with it.");
            case PRESERVED, EXTENDED -> preserved(request, frozen);
            case CONVERTED ->
                working(
                        "Records being taken over",
                        "Legal process followed. The rows that it asks for are being taken over into its own copy; until"
                                + " that is sealed this copy stays.");
            case REFUSED, WITHDRAWN, EXPIRED, CLOSED -> beingDestroyed();
        };
    }

    private static HoldNotice preserved(Request letter, String frozen) {
        Instant end = Preservations.endOf(letter, letter.status() == Status.EXTENDED);
        return ok(
                "Preserved until " + Display.day(end),
                frozen + " They are kept until " + Display.local(end) + " (" + Display.utc(end)
                        + ") and nobody can read them. If no order or warrant has followed by then they are destroyed, with a"
                        + " certificate.");
    }

    private static HoldNotice destroyed(Request request, Snapshot hold) {
        if (request.status() == Status.CONVERTED) {
            return new HoldNotice(
                    "",
                    "The letter's own copy is no longer kept",
                    "Legal process followed. What it asks for belongs to its request now, whose page says what became of it."
                            + " The letter's own copy was destroyed after that, with a certificate.",
                    false);
        }
        return hold.sealedSha256() == null
                ? new HoldNotice(
                        "",
                        "Nothing frozen is kept",
                        "The freezing had not been completed when the request ended. What there was of the copy was"
                                + " destroyed, and a certificate of it is on record.",
                        false)
                : new HoldNotice(
                        "",
                        "Frozen copy destroyed",
                        "The copy that was frozen for this request was destroyed, and a certificate of it is on record.",
                        false);
    }

    private static HoldNotice ok(String title, String sentence) {
        return new HoldNotice("ok", title, sentence, false);
    }

    private static HoldNotice working(String title, String sentence) {
        return new HoldNotice("warn", title, sentence, true);
    }
}
