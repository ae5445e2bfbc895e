package org.tipstaff.request;

import java.time.LocalDate;
import java.util.Optional;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;

/**
 * The legal process with the names that people know it by.
 *
 * @param legal what the findings look at
 * @param courtName as in the list of courts at the time of filing; empty where the instrument comes from no court
 * @param agencyCaseNumber the agency's own number; may be empty
 */
public record ServedProcess(LegalProcess legal, String courtName, String agencyCaseNumber) {
    public Instrument instrument() {
        return legal.instrument();
    }

    public String judge() {
        return legal.judge();
    }

    public String docket() {
        return legal.docket();
    }

    public LocalDate issuedOn() {
        return legal.issuedOn();
    }

    /** End of an order under 18 U.S.C. § 2705(b). */
    public Optional<LocalDate> nondisclosure() {
        return Optional.ofNullable(legal.nondisclosureUntil());
    }
}
