package org.tipstaff.request.receipt;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.OrderDocuments;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.PurgedMeanwhile;
import org.tipstaff.process.DueDate;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Policy;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.NewRequest;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.web.Problem;

/** The door through which a request is born: examined first, then made complete in one transaction. */
@ApplicationScoped
public class Submission {
    private static final Logger LOG = Logger.getLogger(Submission.class);
    /** A purge that destroys days runs once an hour at most: even the second one in a row would be strange. */
    private static final int RETRIES = 3;

    private final Examiner examiner;
    private final RequestCreation creation;
    private final OrderDocuments documents;
    private final Policy policy;
    private final Clock clock;

    public Submission(
            Examiner examiner, RequestCreation creation, OrderDocuments documents, Policy policy, Clock clock) {
        this.examiner = examiner;
        this.creation = creation;
        this.documents = documents;
        this.policy = policy;
        this.clock = clock;
    }

    /** What a request is made from, and one only: a draft, a call of the API. */
    @FunctionalInterface
    public interface Origin {
        /** For what can be filed again and again. */
        Origin ANY = reference -> {};

        /** Claims it in the transaction of the creation; throws where it became another request, and nothing is created. */
        void claim(CaseReference reference);
    }

    /**
     * Files a request. The records are pinned in the log before this returns; what can only be refused is refused.
     *
     * @return the reference of the new request
     * @throws Problem of kind UNAVAILABLE where retention overtook the receipt again and again
     */
    public CaseReference submit(Filing filing, Actor officer, Origin origin) {
        Agency agency = officer.belongsTo()
                .orElseThrow(() -> Problem.notAllowed("Only an officer of an enrolled agency may file."));
        OrderDocument document = document(filing.documentId());
        for (int retries = 0; retries <= RETRIES; retries++) {
            try {
                return create(new Receipt(filing, document, officer, agency), origin);
            } catch (PurgedMeanwhile e) {
                // Rolled back, and nothing is pinned: retention was faster, so what is received is received as of now.
                LOG.infof("Retention overtook a receipt, which is made anew (%d)", retries + 1);
            }
        }
        throw Problem.of(
                Problem.Kind.UNAVAILABLE,
                "The log is being purged at this moment, so nothing was filed. File it again.");
    }

    /** What does not depend on the instant of receipt. */
    private record Receipt(Filing filing, OrderDocument document, Actor officer, Agency agency) {}

    /** The whole creation as of the present instant: findings and due date follow it. */
    private CaseReference create(Receipt receipt, Origin origin) {
        Filing filing = receipt.filing();
        Instant receivedAt = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        List<Finding> findings =
                examiner.examine(new Examiner.Subject(filing, receipt.document(), receipt.agency(), receivedAt));
        Instant dueAt = DueDate.of(
                        new DueDate.Receipt(filing.process().instrument(), receipt.agency(), receivedAt), policy)
                .at();
        CaseReference reference = QuarkusTransaction.requiringNew()
                .call(() -> creation.nextReference(Year.from(receivedAt.atOffset(ZoneOffset.UTC))));
        NewRequest created = new NewRequest(
                reference,
                filing,
                receipt.document().sha256(),
                receipt.officer(),
                receipt.agency(),
                receivedAt,
                dueAt,
                findings);
        QuarkusTransaction.requiringNew().run(() -> creation.create(created, origin));
        return reference;
    }

    /** The document that a filing rests on. */
    OrderDocument document(UUID id) {
        try {
            return documents
                    .find(id)
                    .orElseThrow(() ->
                            Problem.invalid(FilingCheck.ORDER, "The document is no longer there. Upload it once more"));
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded document cannot be read", e);
        }
    }
}
