package org.tipstaff.request.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.OrderDocuments;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Finding;
import org.tipstaff.request.CasePart;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Cases;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Move;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestPage;
import org.tipstaff.request.RequestQuery;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.request.draft.Draft;
import org.tipstaff.request.draft.Drafts;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Pages;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** Makes the officer's list and the page of a request. */
@ApplicationScoped
class OfficerViews {
    private static final int ROWS = 25;

    private final Requests requests;
    private final Drafts drafts;
    private final Cases cases;
    private final Findings findings;
    private final Moves moves;
    private final Messages messages;
    private final OrderDocuments documents;

    OfficerViews(
            Requests requests,
            Drafts drafts,
            Cases cases,
            Findings findings,
            Moves moves,
            Messages messages,
            OrderDocuments documents) {
        this.requests = requests;
        this.drafts = drafts;
        this.cases = cases;
        this.findings = findings;
        this.moves = moves;
        this.messages = messages;
        this.documents = documents;
    }

    /** What the address asks for. */
    record Filter(String status, String text, int page) {
        static Filter of(@Nullable String status, @Nullable String text, @Nullable String page) {
            boolean known =
                    Arrays.stream(Status.values()).anyMatch(one -> one.name().equals(status == null ? "" : status));
            int number = Pages.asked(page);
            String sought = text == null ? "" : text.strip();
            int end = sought.offsetByCodePoints(0, Math.min(sought.codePointCount(0, sought.length()), 100));
            return new Filter(known && status != null ? status : "", sought.substring(0, end), number);
        }

        Set<Status> statuses() {
            return status.isEmpty() ? Set.of() : Set.of(Status.valueOf(status));
        }

        boolean any() {
            return !status.isEmpty() || !text.isEmpty();
        }
    }

    record DraftLine(Draft draft, String title) {}

    record ListView(
            List<DraftLine> drafts, List<Request> requests, long total, FormView form, boolean filtered, Pages pages) {
        public List<Status> statuses() {
            return Arrays.stream(Status.values())
                    .filter(status -> status != Status.DRAFT)
                    .toList();
        }
    }

    record CaseView(
            Request request,
            String state,
            Optional<OrderDocument> document,
            List<Finding> attention,
            List<Moved> timeline,
            List<Messages.Message> messages,
            List<String> panels,
            List<Move> offered,
            FormView form) {
        public boolean mayWithdraw() {
            return offered.contains(Move.WITHDRAW);
        }

        public boolean mayCorrect() {
            return request.status() == Status.RETURNED;
        }

        public boolean mayRenew() {
            return offered.contains(Move.EXTEND);
        }

        /** The portal itself does the next step, so the page is worth loading again. */
        public boolean moving() {
            return switch (request.status()) {
                case SUBMITTED, IN_REVIEW, SECOND_REVIEW, APPROVED, PREPARED -> true;
                case DRAFT,
                        RETURNED,
                        SUSPENDED,
                        DISCLOSED,
                        RECALLED,
                        REFUSED,
                        WITHDRAWN,
                        PRESERVED,
                        EXTENDED,
                        EXPIRED,
                        CONVERTED,
                        CLOSED -> false;
            };
        }

        /** The words of the reviewer who sent it back or refused it, and of nobody who wrote for the house. */
        public Optional<Moved> answer() {
            return timeline.stream()
                    .findFirst()
                    .filter(moved -> moved.move() == Move.RETURN || moved.move() == Move.REFUSE);
        }

        /** What the checks say is history once the request is decided. */
        public boolean decided() {
            return !request.status().isOpen() && request.status() != Status.SUSPENDED;
        }

        public boolean refusedByRule() {
            return !timeline.isEmpty() && timeline.get(0).move() == Move.REFUSE_AUTOMATICALLY;
        }
    }

    @CheckedTemplate(basePath = "request/officer")
    static class Templates {
        static native TemplateInstance list(ListView view);

        static native TemplateInstance show(CaseView view);

        static native TemplateInstance withdraw(Request request, FormView form);
    }

    TemplateInstance list(Filter filter, Actor officer) {
        RequestPage found = requests.nearest(RequestQuery.ALL
                .ofAgency(officer.belongsTo()
                        .orElseThrow(() -> Problem.notAllowed("Your account belongs to no agency."))
                        .id())
                .in(filter.statuses())
                .with(filter.text())
                .page(filter.page() - 1, ROWS));
        Map<String, String> filters = Map.of("status", filter.status(), "q", filter.text());
        return Templates.list(new ListView(
                drafts.of(officer).stream().map(OfficerViews::line).toList(),
                found.requests(),
                found.total(),
                new FormView(filters, List.of()),
                filter.any(),
                new Pages("/requests", filters, found.page() + 1, found.pages())));
    }

    private static DraftLine line(Draft draft) {
        String instrument = draft.field(FilingCheck.INSTRUMENT);
        String title = Arrays.stream(org.tipstaff.process.Instrument.values())
                .filter(one -> one.name().equals(instrument))
                .map(org.tipstaff.process.Instrument::title)
                .findFirst()
                .orElse("Request");
        return new DraftLine(draft, title);
    }

    TemplateInstance show(Request request, Actor officer, FormView form) {
        List<Moved> timeline = new ArrayList<>(requests.timeline(request.reference()));
        java.util.Collections.reverse(timeline);
        List<String> panels = cases.parts().stream()
                .flatMap(part -> part.panel(request, officer).stream())
                .map(TemplateInstance::render)
                .toList();
        return Templates.show(new CaseView(
                request,
                state(request, officer),
                document(request),
                Finding.forAgency(findings.of(request)).stream()
                        .filter(found -> !found.cure().isEmpty())
                        .toList(),
                timeline,
                messages.of(request.reference()),
                panels,
                moves.offered(request, officer),
                form));
    }

    private Optional<OrderDocument> document(Request request) {
        try {
            return documents.find(request.documentId());
        } catch (IOException e) {
            throw new UncheckedIOException("The document cannot be read", e);
        }
    }

    String state(CaseReference reference, Actor officer) {
        return state(requests.get(reference, officer), officer);
    }

    /** Changes with the status, the messages and whatever the features say of it. */
    private String state(Request request, Actor officer) {
        StringBuilder facts = new StringBuilder(request.status().name());
        facts.append(messages.of(request.reference()).size());
        for (CasePart part : cases.parts()) {
            facts.append(part.json(request, officer));
        }
        return Sha256.of(facts.toString().getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 16);
    }

    TemplateInstance withdraw(Request request, FormView form) {
        return Templates.withdraw(request, form);
    }
}
