package org.tipstaff.review;

import io.quarkus.arc.All;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.OrderDocuments;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Holds;
import org.tipstaff.hold.Snapshot;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.process.Policy;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.request.queue.QueuePlaces;
import org.tipstaff.web.Problem;

/** Gathers what a reviewer sees of a request: the order, the findings, and how many rows; never a row. */
@ApplicationScoped
class Workbench {
    private final Requests requests;
    private final Findings findings;
    private final Moves moves;
    private final Reviews reviews;
    private final Holds holds;
    private final OrderDocuments documents;
    private final Policy policy;
    private final QueuePlaces queue;
    private final Hindrances hindrances;
    private final Messages messages;
    private final List<CasePart> parts;

    Workbench(
            Requests requests,
            Findings findings,
            Moves moves,
            Reviews reviews,
            Holds holds,
            OrderDocuments documents,
            Policy policy,
            QueuePlaces queue,
            Hindrances hindrances,
            Messages messages,
            @All List<CasePart> parts) {
        this.hindrances = hindrances;
        this.messages = messages;
        this.parts = parts;
        this.requests = requests;
        this.findings = findings;
        this.moves = moves;
        this.reviews = reviews;
        this.holds = holds;
        this.documents = documents;
        this.policy = policy;
        this.queue = queue;
    }

    /**
     * What a reviewer is about to do.
     *
     * @param message why what was asked for did not happen; empty where nothing was
     * @param counted rows under the terms as narrowed; null where nobody asked
     */
    record Desk(
            Request request,
            Actor actor,
            DecisionForm form,
            List<Problem.Detail> errors,
            String message,
            @Nullable Long counted) {}

    WorkbenchView view(Desk desk) {
        Request request = desk.request();
        OrderDocument document = document(request);
        Snapshot hold = holds.find(request.reference()).orElse(null);
        Decision standing = reviews.standing(request).orElse(null);
        RowsView rows = RowsView.of(new RowsView.Source(
                request,
                desk.form(),
                holds.counts(request.reference()),
                OrderView.pagesOfHandles(request, document),
                hold,
                standing));
        return new WorkbenchView(
                request,
                desk.form(),
                desk.errors(),
                desk.message(),
                desk.counted(),
                rows.pending()
                        ? holds.expected(request.reference(), request.terms()).orElse(null)
                        : null,
                OrderView.of(request, document),
                rows,
                standing,
                findings.of(request),
                findings.policyOf(request),
                reviews.decisions(request.reference()),
                requests.timeline(request.reference()),
                messages.of(request.reference()),
                moves.offered(request, desk.actor()).stream()
                        // What is only asked for has a page of its own.
                        .filter(move -> move.role() == Role.REVIEWER)
                        .toList(),
                queue.of(request, QueueQuery.WAITING),
                policy,
                hindrances.of(request.reference()).orElse(""),
                panels(request, desk.actor()));
    }

    private List<String> panels(Request request, Actor actor) {
        return parts.stream()
                .sorted(Comparator.comparingInt(CasePart::position))
                .flatMap(part -> part.staffPanel(request, actor).stream())
                .map(TemplateInstance::render)
                .toList();
    }

    private OrderDocument document(Request request) {
        try {
            return documents.find(request.documentId()).orElseThrow(Problem::notFound);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many of the held rows the narrowed terms would give; null while they are still being frozen. */
    @Nullable
    Long count(Request request, Terms narrowed) {
        boolean held = holds.find(request.reference())
                .map(snapshot -> snapshot.state() == HoldState.HELD)
                .orElse(false);
        if (!held) {
            return null;
        }
        try {
            return holds.rowsWithin(request.reference(), request.terms(), narrowed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
