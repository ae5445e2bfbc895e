package org.tipstaff.request;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Table {@code request}. */
@ApplicationScoped
class RequestRepository implements PanacheRepositoryBase<RequestEntity, String> {
    /**
     * What a move changes, beside the status.
     *
     * @param suspendedFrom set exactly when the new status is {@link Status#SUSPENDED}
     * @param claim who has it after the move; null for nobody
     */
    record Change(Status to, Instant at, @Nullable Status suspendedFrom, Request.@Nullable Person claim) {}

    String nextNumber() {
        Object number = getEntityManager()
                .createNativeQuery("SELECT nextval('request_number')")
                .getSingleResult();
        return String.format("%06d", ((Number) number).longValue());
    }

    /** The row, locked until the transaction ends; null where there is none. */
    @Nullable
    RequestEntity lock(CaseReference reference) {
        RequestEntity entity = findById(reference.value(), LockModeType.PESSIMISTIC_WRITE);
        if (entity != null) {
            getEntityManager().refresh(entity);
        }
        return entity;
    }

    /**
     * The one place that writes a status.
     *
     * @return whether the request was still where the move began; false means that somebody else was first
     */
    boolean write(CaseReference reference, Status from, Change change) {
        getEntityManager().flush();
        int rows = getEntityManager()
                .createNativeQuery("""
                    UPDATE request SET status = :to, status_since = :at, suspended_from = :suspended,
                           claimed_by = :claimedBy, claimed_by_name = :claimedByName
                    WHERE reference = :reference AND status = :from\
                    """)
                .setParameter("to", change.to().name())
                .setParameter("at", change.at())
                .setParameter(
                        "suspended",
                        change.suspendedFrom() == null
                                ? null
                                : change.suspendedFrom().name())
                .setParameter(
                        "claimedBy",
                        change.claim() == null ? null : change.claim().id())
                .setParameter(
                        "claimedByName",
                        change.claim() == null ? null : change.claim().name())
                .setParameter("reference", reference.value())
                .setParameter("from", from.name())
                .executeUpdate();
        return rows == 1;
    }

    /** A page of what a query asks for, and how many there are in all. */
    record Found(List<RequestEntity> entities, long total) {}

    Found search(RequestQuery query) {
        List<String> where = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        add(where, values, "agencyId = :agency", "agency", query.agencyId());
        if (!query.statuses().isEmpty()) {
            where.add("status in :statuses");
            values.put("statuses", query.statuses());
        }
        add(where, values, "instrument = :instrument", "instrument", query.instrument());
        add(where, values, "receivedAt >= :from", "from", query.receivedFrom());
        add(where, values, "receivedAt < :to", "to", query.receivedTo());
        if (query.claimedBy() != null && query.claimedBy().isEmpty()) {
            where.add("claimedBy is null");
        } else {
            add(where, values, "claimedBy = :claimedBy", "claimedBy", query.claimedBy());
        }
        if (query.fingerprint() != null) {
            where.add(
                    "reference in (select h.reference from RequestHandleEntity h where h.fingerprint = :fingerprint)");
            values.put("fingerprint", query.fingerprint());
        }
        if (query.text() != null) {
            where.add("(lower(reference) like :text escape '!' or lower(docket) like :text escape '!'"
                    + " or lower(agencyName) like :text escape '!' or lower(agencyCaseNumber) like :text escape '!'"
                    + " or lower(courtName) like :text escape '!')");
            values.put("text", "%" + escaped(query.text()) + "%");
        }
        String condition = where.isEmpty() ? "1 = 1" : String.join(" and ", where);
        Sort sort = switch (query.order()) {
            case NEWEST_FIRST -> Sort.descending("receivedAt").and("reference");
            case DUE_FIRST -> Sort.ascending("dueAt").and("reference");
        };
        var panache = find(condition, sort, values);
        return new Found(panache.page(Page.of(query.page(), query.size())).list(), panache.count());
    }

    private static void add(
            List<String> where, Map<String, Object> values, String clause, String name, @Nullable Object value) {
        if (value != null) {
            where.add(clause);
            values.put(name, value);
        }
    }

    /** Every sign stands for itself, in lower case. */
    private static String escaped(String text) {
        return text.toLowerCase(java.util.Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }
}
