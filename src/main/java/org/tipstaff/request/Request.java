package org.tipstaff.request;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Agency;
import org.tipstaff.process.Terms;
import org.tipstaff.sealing.Sha256;

/**
 * A request as it stands: complete from birth, because it is made only by {@link Requests#submit}.
 *
 * @param round 1 at filing, one more after each correction
 * @param process the instrument and what is printed on it
 * @param terms what is asked for
 * @param termsHash keyed, of the canonical terms ({@link TermsHash}); what an approval binds to, beside the document's
 *     hash
 * @param receivedAt the instant of receipt: retention is applied as of then
 * @param claimedBy the reviewer who has it; null where nobody has
 * @param succession the preservation letter before it, and the process that followed it
 */
public record Request(
        CaseReference reference,
        int round,
        Agency agency,
        Person filedBy,
        ServedProcess process,
        Terms terms,
        Sha256 termsHash,
        UUID documentId,
        Sha256 documentHash,
        Instant receivedAt,
        Instant dueAt,
        Status status,
        @Nullable Person claimedBy,
        Succession succession) {
    /**
     * What came before and after a request, of the same agency.
     *
     * @param preservation the preservation letter that this process follows
     * @param followedBy of a letter: the process that took its rows over
     */
    public record Succession(
            @Nullable CaseReference preservation, @Nullable CaseReference followedBy) {
        public static final Succession NONE = new Succession(null, null);
    }

    /**
     * Somebody named in a request.
     *
     * @param id the identity provider's subject
     * @param email empty where it is of no use
     */
    public record Person(String id, String name, String email) {
        @Override
        public String toString() {
            return id;
        }
    }

    public Optional<Person> claim() {
        return Optional.ofNullable(claimedBy);
    }

    public boolean claimedBy(String actor) {
        return claimedBy != null && claimedBy.id().equals(actor);
    }

    @Override
    public String toString() {
        return reference + " " + status;
    }
}
