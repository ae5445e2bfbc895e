package org.tipstaff.request.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.OrderDocuments;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Freezing;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.request.draft.FilingParts;
import org.tipstaff.web.Problem;

/** What filing by page and filing by API have in common. */
@ApplicationScoped
public class OrderIntake {
    /** Largest document, 25 MB. */
    public static final long MAX_BYTES = 25L * 1024 * 1024;

    private final OrderDocuments documents;
    private final FilingCheck check;
    private final Freezing freezing;
    private final AuditLog audit;

    public OrderIntake(OrderDocuments documents, FilingCheck check, Freezing freezing, AuditLog audit) {
        this.documents = documents;
        this.check = check;
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

    /** @throws Problem INVALID with what could not be read and what is missing, all at once */
    public Filing complete(FilingParts parts, List<Problem.Detail> unreadable) {
        if (unreadable.isEmpty()) {
            return check.complete(parts);
        }
        List<Problem.Detail> all = new ArrayList<>(unreadable);
        check.process(parts, all);
        check.terms(parts, all);
        check.preservation(parts, all);
        throw Problem.invalid("There is a problem with what was filed", all);
    }

    /** Waits a few seconds for the hold, so that most receipts already show it as complete. */
    public void awaitHold(CaseReference reference) {
        freezing.await(reference);
    }
}
