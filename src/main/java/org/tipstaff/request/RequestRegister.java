package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Year;
import java.util.List;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Handle;
import org.tipstaff.process.Facts;
import org.tipstaff.sealing.Sha256;

/** Enters requests and corrections of them into the tables, and finds those on a document. Joins the caller's transaction. */
@ApplicationScoped
public class RequestRegister {
    private final RequestRepository repository;
    private final RequestMapper mapper;

    RequestRegister(RequestRepository repository, RequestMapper mapper) {
        this.repository = repository;
        this.mapper = mapper;
    }

    /** A reference that nobody has; numbers run on from year to year. */
    public CaseReference nextReference(Year year) {
        return new CaseReference("TS-%02d-%s".formatted(year.getValue() % 100, repository.nextNumber()));
    }

    /** Enters a new request; it has the status that every request begins with. */
    public void enter(NewRequest created) {
        RequestEntity entity = new RequestEntity();
        entity.reference = created.reference().value();
        entity.agencyId = created.agency().id();
        entity.agencyName = created.agency().name();
        entity.agencyKind = created.agency().kind();
        entity.agencyState = created.agency().state();
        entity.filedBy = created.officer().id();
        entity.filedByName = created.officer().name();
        entity.receivedAt = created.receivedAt();
        entity.dueAt = created.dueAt();
        entity.status = Status.SUBMITTED;
        entity.statusSince = created.receivedAt();
        mapper.sealEmail(entity, created.officer().email());
        fill(entity, created.filing(), created.documentHash().hex());
        CaseReference letter = created.filing().preservation();
        entity.preservation = letter == null ? null : letter.value();
        entity.round = 1;
        repository.persist(entity);
        nameHandles(created.reference(), created.filing());
        repository.flush();
    }

    /**
     * What a correction changes.
     *
     * @param documentHash of the document that the correction rests on
     * @return number of the round that begins
     */
    public int correct(CaseReference reference, Filing filing, Sha256 documentHash) {
        RequestEntity entity = repository.findById(reference.value());
        fill(entity, filing, documentHash.hex());
        entity.round++;
        repository.flush();
        return entity.round;
    }

    private void fill(RequestEntity entity, Filing filing, String documentHash) {
        ServedProcess process = filing.process();
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

    /** The requests that rest on a document, as an agency may know them. */
    public List<Facts.Earlier> onDocument(Sha256 documentHash, Agency agency) {
        return repository.list("documentSha256", documentHash.hex()).stream()
                .map(found -> new Facts.Earlier(found.reference, found.agencyId.equals(agency.id())))
                .toList();
    }
}
