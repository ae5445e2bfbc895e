package org.tipstaff.disclosure.contents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.review.Cut;
import org.tipstaff.sealing.Sha256;

/**
 * Everything that a disclosure says beside its rows.
 *
 * @param names who answers what under which number
 * @param process the legal process as filed and confirmed
 * @param handling what happened to it, when
 * @param answer what was asked and what is granted
 * @param certification the custodian's; none before they certified, when the document shows where it will stand
 * @param replaced the recalled disclosure that this one corrects; null for the first
 */
public record DisclosureContents(
        Names names,
        ProcessFacts process,
        Handling handling,
        Answer answer,
        @Nullable Certification certification,
        @Nullable Replaced replaced) {
    /** The first disclosure of a request. */
    public DisclosureContents(
            Names names,
            ProcessFacts process,
            Handling handling,
            Answer answer,
            @Nullable Certification certification) {
        this(names, process, handling, answer, certification, null);
    }

    /**
     * A disclosure that was recalled.
     *
     * @param sha256 of the signed document
     * @param reason why it was recalled, in the reviewer's words
     */
    public record Replaced(String number, Instant signedAt, Sha256 sha256, Instant recalledAt, String reason) {}

    /**
     * @param provider the provider's legal name
     * @param number of this disclosure, for example {@code TS-26-004182-D1}
     * @param portal where the portal is reached, for example {@code https://portal.example.com}; no slash at the end
     * @param softwareVersion of the portal
     * @param salt what nobody knows who has not one of the files: their hashes are public, and of a disclosure without rows
     *     all the rest but the handle could be known, so a handle could be found by trying
     */
    public record Names(
            String provider,
            CaseReference reference,
            String number,
            String portal,
            String softwareVersion,
            String salt) {}

    /**
     * @param heldAt when the responsive rows were sealed; retention was applied as of {@link Coverage#asOf()}
     * @param preparedAt when this document was made
     * @param decision the reviewer's, in a sentence
     * @param snapshot the hash of the sealed snapshot that the rows come from
     * @param preserved the copy of the preservation letter that it follows; null where it follows none
     */
    public record Handling(
            Instant receivedAt,
            Instant heldAt,
            Instant approvedAt,
            Instant preparedAt,
            String decision,
            Sha256 snapshot,
            @Nullable Preserved preserved) {}

    /**
     * A copy that a preservation letter of the same agency had frozen before, and that the snapshot took rows over from.
     *
     * @param letter its reference
     * @param heldAt when it was sealed
     * @param sha256 of its sealed bytes
     * @param destroyedAt none while it is still kept
     */
    public record Preserved(
            CaseReference letter,
            Instant receivedAt,
            Instant heldAt,
            Sha256 sha256,
            @Nullable Instant destroyedAt) {}

    /**
     * @param asked as filed
     * @param granted what may be produced; within what was asked
     * @param cuts what of the asked is not granted, each part with its reason; empty where all was granted
     * @param coverage what of the range the log could still show at the hold
     */
    public record Answer(Terms asked, Terms granted, List<Cut> cuts, Coverage coverage) {
        public Answer {
            cuts = List.copyOf(cuts);
            if (!granted.within(asked)) {
                throw new IllegalArgumentException("Terms are granted within what was asked");
            }
            if (!granted.equals(asked) && cuts.isEmpty()) {
                throw new IllegalArgumentException("Narrowed terms come with a reason");
            }
        }

        public boolean narrowed() {
            return !granted.equals(asked);
        }
    }

    /**
     * Who declares under penalty of perjury (28 U.S.C. § 1746).
     *
     * @param basis of their knowledge, continuing the words "My knowledge rests on", without a full stop
     */
    public record Certification(String name, String title, String employer, String basis, LocalDate executedOn) {}
}
