package org.tipstaff.process;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The process as the officer describes it; the document is compared with it.
 *
 * @param court id of the court; empty where the instrument comes from none
 * @param judge as printed under the signature; empty where there is none
 * @param docket the court's number; empty where there is none
 * @param issuedOn date of the document, at the place of issue
 * @param nondisclosureUntil last day on which the provider may not notify; null where no end was given
 * @param attested whether the officer says that the document bears the attestation for out-of-state process
 */
public record LegalProcess(
        Instrument instrument,
        String court,
        String judge,
        String docket,
        LocalDate issuedOn,
        @Nullable LocalDate nondisclosureUntil,
        boolean attested) {
    private static final int LONGEST = 200;

    public LegalProcess {
        if (court.length() > LONGEST || judge.length() > LONGEST || docket.length() > LONGEST) {
            throw new IllegalArgumentException("Court, judge and docket have at most " + LONGEST + " characters");
        }
    }
}
