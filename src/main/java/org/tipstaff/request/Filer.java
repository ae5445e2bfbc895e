package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.OrderDocuments;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Terms;
import org.tipstaff.web.Problem;

/** What filing by page and filing by API have in common. */
@ApplicationScoped
public class Filer {
    /** Largest document, 25 MB. */
    public static final long MAX_BYTES = 25L * 1024 * 1024;

    private static final Set<String> IN_TERMS =
            Set.of(FilingCheck.HANDLES, FilingCheck.LOGS, FilingCheck.DIRECTION, FilingCheck.FROM, FilingCheck.TO);

    private final OrderDocuments documents;
    private final FilingCheck check;
    private final Submission submission;
    private final Freezing freezing;
    private final AuditLog audit;

    public Filer(
            OrderDocuments documents, FilingCheck check, Submission submission, Freezing freezing, AuditLog audit) {
        this.documents = documents;
        this.check = check;
        this.submission = submission;
        this.freezing = freezing;
        this.audit = audit;
    }

    /**
     * Takes a document: inspects it and keeps it sealed.
     *
     * @throws Problem INVALID where it is refused, with the reason and what to do
     */
    public OrderDocument receive(Actor actor, String fileName, Path upload) throws IOException {
        OrderDocument document = documents.receive(actor.id(), fileName, upload);
        if (document.inspection().refusal().isPresent()) {
            RefusalReason reason = document.inspection().refusal().get();
            note(AuditAction.DOCUMENT_REFUSED, actor, document, Map.of("reason", reason.name()));
            throw Problem.invalid(FilingCheck.ORDER, reason.sentence() + " " + reason.cure());
        }
        note(AuditAction.DOCUMENT_RECEIVED, actor, document, Map.of());
        return document;
    }

    private void note(AuditAction action, Actor actor, OrderDocument document, Map<String, String> more) {
        Map<String, String> details = new java.util.TreeMap<>(more);
        details.put("document", document.id().toString());
        details.put("sha256", document.sha256().hex());
        io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().run(() -> audit.record(action, actor, "-", details));
    }

    /**
     * Looks at what the API sent before its document is inspected, which takes longer.
     *
     * @throws Problem INVALID with what could not be read and what is missing, all at once
     */
    void check(FilingJson json) {
        List<Problem.Detail> wrong = new ArrayList<>();
        FilingParts parts = json.parts(null, wrong);
        check.process(parts, wrong);
        check.terms(parts, wrong);
        check.preservation(parts, wrong);
        if (!wrong.isEmpty()) {
            inJson(() -> {
                throw Problem.invalid("There is a problem with what was filed", wrong);
            });
        }
    }

    /** Files what the API sent. */
    public CaseReference file(FilingJson json, OrderDocument document, Actor actor, Submission.Origin origin) {
        List<Problem.Detail> wrong = new ArrayList<>();
        FilingParts parts = json.parts(document.id(), wrong);
        return submission.submit(inJson(() -> complete(parts, wrong)), actor, origin);
    }

    /** The fields of the terms lie one deeper in the API's JSON than on the form: their problems name them there. */
    private static <T> T inJson(Supplier<T> checked) {
        try {
            return checked.get();
        } catch (Problem e) {
            throw Problem.of(
                    e.kind(),
                    e.text(),
                    e.details().stream()
                            .map(detail -> IN_TERMS.contains(detail.field())
                                    ? new Problem.Detail("terms." + detail.field(), detail.message())
                                    : detail)
                            .toList());
        }
    }

    /** @throws Problem INVALID with what could not be read and what is missing, all at once */
    Filing complete(FilingParts parts, List<Problem.Detail> unreadable) {
        if (unreadable.isEmpty()) {
            return check.complete(parts);
        }
        List<Problem.Detail> all = new ArrayList<>(unreadable);
        check.process(parts, all);
        check.terms(parts, all);
        check.preservation(parts, all);
        throw Problem.invalid("There is a problem with what was filed", all);
    }

    /** The narrowed terms of a move; what is not named stays as it was asked for. */
    public Terms narrowed(FilingJson.TermsJson json, Request request) {
        return inJson(() -> within(json, request));
    }

    private Terms within(FilingJson.TermsJson json, Request request) {
        List<Problem.Detail> wrong = new ArrayList<>();
        FilingJson.TermsJson asked = FilingJson.typed(request.terms());
        FilingJson.TermsJson whole = new FilingJson.TermsJson(
                json.handles() == null ? asked.handles() : json.handles(),
                json.logs() == null ? asked.logs() : json.logs(),
                json.direction() == null ? asked.direction() : json.direction(),
                json.from() == null ? asked.from() : json.from(),
                json.to() == null ? asked.to() : json.to());
        FilingParts parts =
                new FilingJson(null, null, null, null, null, null, null, null, null, whole).parts(null, wrong);
        Terms terms = wrong.isEmpty() ? check.terms(parts, wrong).orElse(null) : null;
        if (terms == null) {
            throw Problem.invalid("The narrowed terms cannot be read", wrong);
        }
        Terms spelled = terms.spelledAs(request.terms());
        if (!spelled.within(request.terms())) {
            throw Problem.invalid("terms", "Terms can only be narrowed: these ask for more than the request");
        }
        return spelled;
    }

    /** Waits a few seconds for the hold, so that most receipts already show it as complete. */
    public void awaitHold(CaseReference reference) {
        freezing.await(reference);
    }
}
