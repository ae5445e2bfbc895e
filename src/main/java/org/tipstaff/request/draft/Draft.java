package org.tipstaff.request.draft;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.receipt.Submission;

/**
 * A filing that is being written: what was typed, as it was typed. Becomes a {@link Request} only through
 * {@link FilingCheck} and {@link Submission}.
 *
 * @param corrects the request that was sent back and is corrected here; null for a new one
 * @param documentId the uploaded and accepted document; null where there is none yet
 * @param version counts the changes
 * @param fields name of the form's field to what was typed
 */
public record Draft(
        UUID id,
        @Nullable CaseReference corrects,
        @Nullable UUID documentId,
        long version,
        Map<String, String> fields,
        Instant createdAt,
        Instant updatedAt) {
    public Draft {
        fields = Map.copyOf(fields);
    }

    /** The same with some fields typed anew, not kept. */
    public Draft with(Map<String, String> typed) {
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(typed);
        return new Draft(id, corrects, documentId, version, all, createdAt, updatedAt);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    public Optional<UUID> document() {
        return Optional.ofNullable(documentId);
    }

    @Override
    public String toString() {
        return "draft " + id;
    }
}
