package org.tipstaff.request.draft;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Instrument;

/**
 * What has been said so far, readable but perhaps not complete: from the pages' form or from the API's JSON.
 *
 * @param court id or name of a court
 * @param handles as typed
 * @param preservation reference of the preservation letter that came before; empty where none did
 */
public record FilingParts(
        @Nullable Instrument instrument,
        String court,
        String judge,
        String docket,
        @Nullable LocalDate issuedOn,
        String agencyCaseNumber,
        @Nullable LocalDate nondisclosureUntil,
        boolean attested,
        List<String> handles,
        Set<LogKind> logs,
        @Nullable Direction direction,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID documentId,
        String preservation) {
    @Override
    public String toString() {
        return "parts of a filing";
    }
}
