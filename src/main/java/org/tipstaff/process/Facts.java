package org.tipstaff.process;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;

/**
 * All that the findings rest on.
 *
 * @param receivedAt when it was filed; retention and staleness count from here
 * @param retention in force for each log; a log without one has {@link Retention#DEFAULT}
 * @param earlier requests that rest on a document with the same hash
 * @param preservedAt when the preservation letter that it follows was received; null where it follows none
 */
public record Facts(
        LegalProcess process,
        Terms terms,
        Agency agency,
        Instant receivedAt,
        Map<LogKind, Retention> retention,
        Document document,
        List<Earlier> earlier,
        @Nullable Instant preservedAt) {
    /** Facts of process that follows no preservation letter. */
    public Facts(
            LegalProcess process,
            Terms terms,
            Agency agency,
            Instant receivedAt,
            Map<LogKind, Retention> retention,
            Document document,
            List<Earlier> earlier) {
        this(process, terms, agency, receivedAt, retention, document, earlier, null);
    }

    public Facts {
        retention = Map.copyOf(retention);
        earlier = List.copyOf(earlier);
    }

    /**
     * What is in the order's document.
     *
     * @param pages the text of each page; empty texts where there is none
     * @param imageOnly whether there are pages and none has text, as in a scan
     * @param handlesFound of the handles asked for, those that stand on its pages; found by whoever marks them there
     */
    public record Document(List<String> pages, boolean imageOnly, OrderSignature signature, Set<Handle> handlesFound) {
        public Document {
            pages = List.copyOf(pages);
            handlesFound = Set.copyOf(handlesFound);
        }

        @Override
        public String toString() {
            return "document of " + pages.size() + " pages";
        }
    }

    /**
     * A request that rests on the same document.
     *
     * @param sameAgency whether the same agency filed it; else its reference must not be shown to this one
     */
    public record Earlier(String reference, boolean sameAgency) {}

    Retention retentionOf(LogKind log) {
        Retention found = retention.get(log);
        return found == null ? new Retention(log, Retention.DEFAULT, Instant.EPOCH) : found;
    }
}
