package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import org.tipstaff.hold.HoldDestroyed;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.Reviews;
import org.tipstaff.work.WorkQueue;

/**
 * When a letter is due. It is noted in the transaction of what it tells of: it is due exactly if that was committed, and
 * once, because the table takes one letter of a kind for an occasion.
 */
@ApplicationScoped
class LettersDue {
    private static final Map<Status, LetterKind> AFTER = Map.of(
            Status.REFUSED, LetterKind.REFUSAL,
            Status.APPROVED, LetterKind.PARTIAL_GRANT,
            Status.RECALLED, LetterKind.RECALL,
            Status.PRESERVED, LetterKind.PRESERVATION_CONFIRMATION,
            Status.EXTENDED, LetterKind.PRESERVATION_CONFIRMATION);

    private final LetterTable table;
    private final Requests requests;
    private final Reviews reviews;
    private final WorkQueue queue;

    LettersDue(LetterTable table, Requests requests, Reviews reviews, WorkQueue queue) {
        this.table = table;
        this.requests = requests;
        this.reviews = reviews;
        this.queue = queue;
    }

    void moved(@Observes RequestMoved event) {
        Request request = event.request();
        LetterKind kind = AFTER.get(event.moved().to());
        if (kind != null && (kind != LetterKind.PARTIAL_GRANT || reviews.narrowed(request))) {
            due(
                    request.reference(),
                    kind,
                    occasion(event.moved().to(), request),
                    event.moved().at());
        }
    }

    /** Names what a letter tells of, for one round of a request. */
    static String occasion(Status reached, Request request) {
        return reached + "-" + request.round();
    }

    void destroyed(@Observes HoldDestroyed event) {
        CaseReference reference = event.certificate().reference();
        requests.lock(reference);
        due(
                reference,
                LetterKind.DESTRUCTION_CERTIFICATE,
                "DESTROYED",
                event.certificate().destroyedAt());
    }

    private void due(CaseReference reference, LetterKind kind, String occasion, Instant at) {
        table.due(reference, kind, occasion, at).ifPresent(number -> queue.enqueue(LetterStep.NAME, number));
    }
}
