package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Year;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.Handle;

/** Writes a new request with all that belongs to it, in the caller's transaction. */
@ApplicationScoped
class Births {
    private final RequestRepository repository;
    private final RequestMapper mapper;
    private final Findings findings;
    private final Timeline timeline;
    private final Requests requests;
    private final Freezing freezing;
    private final AuditLog audit;
    private final Event<RequestMoved> moved;
    private final Preservations preservations;

    Births(
            RequestRepository repository,
            RequestMapper mapper,
            Findings findings,
            Timeline timeline,
            Requests requests,
            Freezing freezing,
            AuditLog audit,
            Event<RequestMoved> moved,
            Preservations preservations) {
        this.repository = repository;
        this.mapper = mapper;
        this.findings = findings;
        this.timeline = timeline;
        this.requests = requests;
        this.freezing = freezing;
        this.audit = audit;
        this.moved = moved;
        this.preservations = preservations;
    }

    CaseReference nextReference(Year year) {
        return new CaseReference("TS-%02d-%s".formatted(year.getValue() % 100, repository.nextNumber()));
    }

    /** @param origin claimed before anything is written: a second birth of it waits here, and ends */
    void bear(Submission.Birth birth, Submission.Origin origin) {
        CaseReference reference = birth.reference();
        if (!birth.refused()) {
            freezing.begin(reference, birth.filing().terms(), birth.receivedAt());
        }
        origin.bears(reference);
        CaseReference letter = birth.filing().preservation();
        if (letter != null) {
            preservations.requireOpen(letter, birth.officer());
        }
        insert(birth);
        findings.add(reference, 1, birth.findings());
        Moved submitted = new Moved(
                Move.SUBMIT,
                Status.DRAFT,
                Status.SUBMITTED,
                birth.officer().id(),
                birth.officer().name(),
                Role.OFFICER,
                birth.receivedAt(),
                "");
        timeline.add(reference, submitted);
        if (!birth.refused()) {
            freezing.enqueue(reference);
        }
        audit.record(
                AuditAction.SUBMITTED,
                birth.officer(),
                reference.value(),
                Map.of(
                        "move", Move.SUBMIT.name(),
                        "instrument", birth.filing().process().instrument().name(),
                        "document", birth.document().sha256().hex(),
                        "preservation", letter == null ? "-" : letter.value(),
                        "terms", requests.get(reference).termsHash().hex()));
        audit.record(AuditAction.EXAMINED, Actor.SYSTEM, reference.value(), Findings.summary(birth.findings()));
        if (birth.refused()) {
            Moved refusal = requests.move(new MoveCommand(
                    reference, Move.REFUSE_AUTOMATICALLY, Actor.SYSTEM, Findings.refusal(birth.findings())));
            moved.fire(new RequestMoved(requests.get(reference), refusal));
        } else {
            moved.fire(new RequestMoved(requests.get(reference), submitted));
            if (letter != null) {
                preservations.convert(letter, reference);
            }
        }
    }

    private void insert(Submission.Birth birth) {
        RequestEntity entity = new RequestEntity();
        entity.reference = birth.reference().value();
        entity.agencyId = birth.agency().id();
        entity.agencyName = birth.agency().name();
        entity.agencyKind = birth.agency().kind();
        entity.agencyState = birth.agency().state();
        entity.filedBy = birth.officer().id();
        entity.filedByName = birth.officer().name();
        entity.receivedAt = birth.receivedAt();
        entity.dueAt = birth.dueAt();
        entity.status = Status.SUBMITTED;
        entity.statusSince = birth.receivedAt();
        mapper.sealEmail(entity, birth.officer().email());
        fill(entity, birth.filing(), birth.document().sha256().hex());
        CaseReference letter = birth.filing().preservation();
        entity.preservation = letter == null ? null : letter.value();
        entity.round = 1;
        repository.persist(entity);
        nameHandles(birth.reference(), birth.filing());
        repository.flush();
    }

    /** What a correction may change, too. */
    void fill(RequestEntity entity, Filing filing, String documentHash) {
        Process process = filing.process();
        entity.instrument = process.instrument();
        entity.courtId = process.legal().court();
        entity.courtName = process.courtName();
        entity.judge = process.judge();
        entity.docket = process.docket();
        entity.issuedOn = process.issuedOn();
        entity.agencyCaseNumber = process.agencyCaseNumber();
        entity.nondisclosureUntil = process.legal().nondisclosureUntil();
        entity.attested = process.legal().attested();
        entity.documentId = filing.documentId();
        entity.documentSha256 = documentHash;
        mapper.sealTerms(entity, filing.terms());
    }

    private void nameHandles(CaseReference reference, Filing filing) {
        for (Handle handle : filing.terms().handles()) {
            RequestHandleEntity named = new RequestHandleEntity();
            named.reference = reference.value();
            named.fingerprint = mapper.fingerprint(handle);
            repository.getEntityManager().persist(named);
        }
    }
}
