package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Handle;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.sealing.Sha256;

/** Rows of table {@code request} to {@link Request} and back: seals and opens what may not lie in plain. */
@ApplicationScoped
class RequestMapper {
    private static final KeyName FINGERPRINTS = new KeyName("request-handles");
    private static final String TERMS = "request.terms";
    private static final String EMAIL = "request.filed-by-email";

    private final Sealer sealer;
    private final TermsHash hash;

    RequestMapper(Sealer sealer, TermsHash hash) {
        this.sealer = sealer;
        this.hash = hash;
    }

    Request toRequest(RequestEntity entity) {
        CaseReference reference = new CaseReference(entity.reference);
        Agency agency = new Agency(entity.agencyId, entity.agencyName, entity.agencyKind, entity.agencyState);
        LegalProcess legal = new LegalProcess(
                entity.instrument,
                entity.courtId,
                entity.judge,
                entity.docket,
                entity.issuedOn,
                entity.nondisclosureUntil,
                entity.attested);
        ServedProcess process = new ServedProcess(legal, entity.courtName, entity.agencyCaseNumber);
        Request.Person claim = entity.claimedBy == null || entity.claimedByName == null
                ? null
                : new Request.Person(entity.claimedBy, entity.claimedByName, "");
        String email = new String(open(reference, EMAIL, entity.filedByEmail), StandardCharsets.UTF_8);
        return new Request(
                reference,
                entity.round,
                agency,
                new Request.Person(entity.filedBy, entity.filedByName, email),
                process,
                TermsCodec.decode(open(reference, TERMS, entity.termsSealed)),
                new Sha256(entity.termsSha256),
                entity.documentId,
                new Sha256(entity.documentSha256),
                entity.receivedAt,
                entity.dueAt,
                entity.status,
                claim,
                new Request.Succession(reference(entity.preservation), reference(entity.followedBy)));
    }

    private static @Nullable CaseReference reference(@Nullable String stored) {
        return stored == null ? null : new CaseReference(stored);
    }

    void sealTerms(RequestEntity entity, Terms terms) {
        CaseReference reference = new CaseReference(entity.reference);
        entity.termsSha256 = hash.of(reference, terms).hex();
        entity.termsSealed = sealer.seal(reference.factsKey(), TERMS, TermsCodec.encode(terms));
    }

    void sealEmail(RequestEntity entity, String email) {
        entity.filedByEmail = sealer.seal(
                new CaseReference(entity.reference).factsKey(), EMAIL, email.getBytes(StandardCharsets.UTF_8));
    }

    byte[] fingerprint(Handle handle) {
        return sealer.fingerprint(FINGERPRINTS, handle.kind() + ":" + handle.value());
    }

    private byte[] open(CaseReference reference, String context, byte[] sealed) {
        return sealer.open(reference.factsKey(), context, sealed);
    }
}
