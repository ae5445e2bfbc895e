package org.tipstaff.request;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Instrument;

/**
 * The legal process as its first page names it.
 *
 * @param courtId as in the list of courts
 * @param courtName as in the list of courts at the time of filing
 * @param docket the court's number, as printed
 * @param issuedOn the date beside the signature
 * @param agencyCaseNumber the agency's own number; may be empty
 * @param nondisclosureUntil end of an order under 18 U.S.C. § 2705(b); null where there is none
 */
public record Process(
        Instrument instrument,
        String courtId,
        String courtName,
        String judge,
        String docket,
        LocalDate issuedOn,
        String agencyCaseNumber,
        @Nullable LocalDate nondisclosureUntil) {
    public Optional<LocalDate> nondisclosure() {
        return Optional.ofNullable(nondisclosureUntil);
    }
}
