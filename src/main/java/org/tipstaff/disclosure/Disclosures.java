package org.tipstaff.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.web.Problem;

/** Disclosures: what there is of a request, and who may see it. */
@ApplicationScoped
public class Disclosures {
    private final Requests requests;
    private final DisclosureTable table;
    private final ReceiptTable receipts;
    private final StampTable stamps;
    private final SigningWaits waits;
    private final Clock clock;

    Disclosures(
            Requests requests,
            DisclosureTable table,
            ReceiptTable receipts,
            StampTable stamps,
            SigningWaits waits,
            Clock clock) {
        this.requests = requests;
        this.table = table;
        this.receipts = receipts;
        this.stamps = stamps;
        this.waits = waits;
        this.clock = clock;
    }

    /** The newest disclosure of a request, whatever its state. For code that has checked who asks. */
    @Transactional
    public Optional<Disclosure> find(CaseReference reference) {
        return table.find(reference);
    }

    /** Every disclosure of a request that was signed, the first one first. For code that has checked who asks. */
    @Transactional
    public List<Disclosure> signed(CaseReference reference) {
        return table.all(reference).stream().filter(Disclosure::signed).toList();
    }

    /** The recalled disclosure that this one corrects; empty for the first. */
    @Transactional
    public Optional<Disclosure> former(Disclosure disclosure) {
        return table.all(disclosure.reference()).stream()
                .filter(each -> each.edition().next().equals(disclosure.edition()))
                .findFirst();
    }

    /**
     * The newest disclosure that was released; it may have been recalled.
     *
     * @throws Problem NOT_FOUND where the request is not the actor's to see, or nothing was disclosed
     */
    @Transactional
    public Disclosure released(CaseReference reference, Actor actor) {
        requests.get(reference, actor);
        return table.all(reference).stream()
                .filter(Disclosure::signed)
                .reduce((former, later) -> later)
                .orElseThrow(Problem::notFound);
    }

    /** Signed disclosures of which a reviewer asked for the recall that no custodian has made yet. */
    @Transactional
    public List<CaseReference> recallsAsked() {
        return table.recallsAsked();
    }

    @Transactional
    public List<Receipt> receipts(CaseReference reference) {
        return receipts.of(reference);
    }

    /** What a certified disclosure waits for, as a sentence; empty where it does not. */
    @Transactional
    public String waits(CaseReference reference) {
        return waits.of(reference).orElse("");
    }

    @Transactional
    public List<StampTable.Revision> revisions(Edition edition) {
        return stamps.revisions(edition);
    }

    public Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
