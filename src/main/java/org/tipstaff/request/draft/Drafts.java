package org.tipstaff.request.draft;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.web.Problem;

/** Drafts: each belongs to the officer who writes it, is saved at every step and sealed at rest. */
@ApplicationScoped
public class Drafts {
    /** A draft that nobody touches is discarded after this. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final KeyName KEY = new KeyName("drafts");
    private static final String CONTEXT = "draft.fields";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Rows rows;
    private final Sealer sealer;
    private final AuditLog audit;
    private final Clock clock;

    public Drafts(Rows rows, Sealer sealer, AuditLog audit, Clock clock) {
        this.rows = rows;
        this.sealer = sealer;
        this.audit = audit;
        this.clock = clock;
    }

    /** Table {@code draft}. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<DraftEntity, UUID> {}

    @Transactional
    public Draft start(Actor owner, Map<String, String> fields, @Nullable CaseReference corrects) {
        DraftEntity entity = new DraftEntity();
        entity.id = UUID.randomUUID();
        entity.owner = owner.id();
        entity.agencyId = owner.belongsTo()
                .orElseThrow(() -> Problem.notAllowed("Only an officer of an enrolled agency may file."))
                .id();
        entity.corrects = corrects == null ? null : corrects.value();
        entity.createdAt = Instant.now(clock);
        entity.updatedAt = entity.createdAt;
        entity.sealed = seal(fields);
        rows.persist(entity);
        audit.record(AuditAction.DRAFT_STARTED, owner, "-", Map.of("draft", entity.id.toString()));
        return toDraft(entity);
    }

    /**
     * @throws Problem of kind NOT_FOUND where there is no such draft, or somebody else writes it
     * @throws BecameRequest where it was filed
     */
    @Transactional
    public Draft get(UUID id, Actor owner) {
        return toDraft(owned(id, owner));
    }

    @Transactional
    public List<Draft> of(Actor owner) {
        return rows.list("owner = ?1 and became is null", Sort.descending("updatedAt"), owner.id()).stream()
                .map(this::toDraft)
                .toList();
    }

    /** Keeps what was typed, whether it is right or not; other fields stay. */
    @Transactional
    public Draft save(UUID id, Actor owner, Map<String, String> typed) {
        DraftEntity entity = locked(id, owner);
        entity.sealed = seal(toDraft(entity).with(typed).fields());
        entity.updatedAt = Instant.now(clock);
        return toDraft(entity);
    }

    /**
     * Keeps what is being typed, without a press. Does not take the place of what somebody else, or the same person in
     * another window, kept since.
     *
     * @param version of the draft that the page knows
     * @throws Problem CONFLICT where the draft was changed meanwhile; what it holds stays
     */
    @Transactional
    public Draft keep(UUID id, Actor owner, Map<String, String> typed, long version) {
        if (locked(id, owner).version != version) {
            throw Problem.conflict(
                    "The draft was changed in another window, so what is typed here was not kept in its place.");
        }
        save(id, owner, typed);
        // Counts the change now, so that the page learns the version.
        rows.flush();
        return get(id, owner);
    }

    /** @param document null takes the document out */
    @Transactional
    public void attach(UUID id, Actor owner, @Nullable UUID document) {
        DraftEntity entity = locked(id, owner);
        entity.documentId = document;
        entity.updatedAt = Instant.now(clock);
    }

    @Transactional
    public void discard(UUID id, Actor owner) {
        DraftEntity entity = locked(id, owner);
        rows.delete(entity);
        audit.record(AuditAction.DRAFT_DISCARDED, owner, "-", Map.of("draft", id.toString()));
    }

    /**
     * Claims the draft for a request, in the transaction in which that is born or corrected. What was typed goes; the way
     * to the request stays for as long as a draft is kept.
     *
     * @param draft as it was read: what was changed since is not what somebody declared
     * @throws BecameRequest where it became a request before
     * @throws Problem CONFLICT where it was changed meanwhile
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void claim(Draft draft, Actor owner, CaseReference reference) {
        DraftEntity entity = locked(draft.id(), owner);
        if (entity.version != draft.version()) {
            throw Problem.conflict(
                    "The draft was changed meanwhile, so nothing was filed. Check it and submit it again.");
        }
        entity.became = reference.value();
        entity.sealed = new byte[0];
        entity.documentId = null;
        entity.updatedAt = Instant.now(clock);
    }

    /** Runs once an hour: discards what nobody touched. */
    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    public void discardOld() {
        Instant untouched = Instant.now(clock).minus(KEPT);
        rows.delete("became is not null and updatedAt < ?1", untouched);
        for (DraftEntity entity : rows.list("updatedAt < ?1", untouched)) {
            rows.delete(entity);
            audit.record(AuditAction.DRAFT_DISCARDED, Actor.SYSTEM, "-", Map.of("draft", entity.id.toString()));
        }
    }

    /** Locked until the caller's transaction ends: of two who change it or file it, one is first. */
    private DraftEntity locked(UUID id, Actor owner) {
        DraftEntity entity = rows.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (entity != null) {
            // What this transaction began itself, such as the draft of a correction, must be there to be read again.
            rows.flush();
            rows.getEntityManager().refresh(entity);
        }
        return owned(entity, owner);
    }

    private DraftEntity owned(UUID id, Actor owner) {
        return owned(rows.findById(id), owner);
    }

    private static DraftEntity owned(@Nullable DraftEntity entity, Actor owner) {
        if (entity == null || !entity.owner.equals(owner.id())) {
            throw Problem.notFound();
        }
        if (entity.became != null) {
            throw new BecameRequest(new CaseReference(entity.became));
        }
        return entity;
    }

    private byte[] seal(Map<String, String> fields) {
        try {
            return sealer.seal(KEY, CONTEXT, JSON.writeValueAsBytes(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Draft toDraft(DraftEntity entity) {
        try {
            byte[] plain = sealer.open(KEY, CONTEXT, entity.sealed);
            Map<String, String> fields = JSON.readValue(plain, new TypeReference<Map<String, String>>() {});
            return new Draft(
                    entity.id,
                    entity.corrects == null ? null : new CaseReference(entity.corrects),
                    entity.documentId,
                    entity.version,
                    fields,
                    entity.createdAt,
                    entity.updatedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("A draft cannot be read", e));
        }
    }
}
