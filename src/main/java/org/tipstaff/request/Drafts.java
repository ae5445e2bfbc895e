package org.tipstaff.request;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
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

    /** @throws Problem of kind NOT_FOUND where there is no such draft, or somebody else writes it */
    @Transactional
    public Draft get(UUID id, Actor owner) {
        return toDraft(owned(id, owner));
    }

    @Transactional
    public List<Draft> of(Actor owner) {
        return rows.list("owner", Sort.descending("updatedAt"), owner.id()).stream()
                .map(this::toDraft)
                .toList();
    }

    /** Keeps what was typed, whether it is right or not; other fields stay. */
    @Transactional
    public Draft save(UUID id, Actor owner, Map<String, String> typed) {
        DraftEntity entity = owned(id, owner);
        Map<String, String> fields = new HashMap<>(toDraft(entity).fields());
        fields.putAll(typed);
        entity.sealed = seal(fields);
        entity.updatedAt = Instant.now(clock);
        return toDraft(entity);
    }

    /** @param document null takes the document out */
    @Transactional
    public void attach(UUID id, Actor owner, @Nullable UUID document) {
        DraftEntity entity = owned(id, owner);
        entity.documentId = document;
        entity.updatedAt = Instant.now(clock);
    }

    @Transactional
    public void discard(UUID id, Actor owner) {
        DraftEntity entity = owned(id, owner);
        rows.delete(entity);
        audit.record(AuditAction.DRAFT_DISCARDED, owner, "-", Map.of("draft", id.toString()));
    }

    /** The draft became a request: it is no longer needed. */
    @Transactional
    public void becameRequest(UUID id) {
        rows.deleteById(id);
    }

    private DraftEntity owned(UUID id, Actor owner) {
        DraftEntity entity = rows.findById(id);
        if (entity == null || !entity.owner.equals(owner.id())) {
            throw Problem.notFound();
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
            byte[] plain = sealer.open(KEY, CONTEXT, entity.sealed).orElseThrow(Problem::notFound);
            Map<String, String> fields = JSON.readValue(plain, new TypeReference<Map<String, String>>() {});
            return new Draft(
                    entity.id,
                    entity.corrects == null ? null : new CaseReference(entity.corrects),
                    entity.documentId,
                    fields,
                    entity.createdAt,
                    entity.updatedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("A draft cannot be read", e));
        }
    }
}
