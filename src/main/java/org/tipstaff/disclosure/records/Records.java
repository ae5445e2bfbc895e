package org.tipstaff.disclosure.records;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.OtherDocuments;
import org.tipstaff.hold.Holds;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Cases;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.review.Reviews;

/** Gathers all that is on record about a request. */
@ApplicationScoped
public class Records {
    private static final int ENTRIES = 500;

    private final Cases cases;
    private final Requests requests;
    private final Findings findings;
    private final Reviews reviews;
    private final Holds holds;
    private final Disclosures disclosures;
    private final List<OtherDocuments> others;
    private final AuditReader audit;

    Records(
            Cases cases,
            Requests requests,
            Findings findings,
            Reviews reviews,
            Holds holds,
            Disclosures disclosures,
            @All List<OtherDocuments> others,
            AuditReader audit) {
        this.cases = cases;
        this.requests = requests;
        this.findings = findings;
        this.reviews = reviews;
        this.holds = holds;
        this.disclosures = disclosures;
        this.others = others;
        this.audit = audit;
    }

    /** Opens the record for an actor, which is itself audited. */
    public RecordView.Details open(CaseReference reference, Actor actor) {
        Request request = cases.look(reference, actor);
        return new RecordView.Details(
                request,
                findings.of(request),
                findings.policyOf(request),
                requests.timeline(reference),
                reviews.decisions(reference),
                holds.find(reference).orElse(null),
                holds.certificate(reference).orElse(null),
                disclosures.signed(reference),
                disclosures.receipts(reference),
                others.stream().flatMap(each -> each.of(reference).stream()).toList(),
                audit.entries(new AuditReader.Filter(reference.value(), null, null), Long.MAX_VALUE, ENTRIES));
    }
}
