package org.tipstaff.request.page;

import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.draft.DraftReading;
import org.tipstaff.request.draft.FilingCheck;

/**
 * The form about what is printed on the document.
 *
 * @param courtChoice id of a court, chosen from several that fit what was typed
 */
public record CourtFields(
        @RestForm("court") @Nullable String court,
        @RestForm("courtChoice") @Nullable String courtChoice,
        @RestForm("judge") @Nullable String judge,
        @RestForm("docket") @Nullable String docket,
        @RestForm("issuedOn.month") @Nullable String month,
        @RestForm("issuedOn.day") @Nullable String day,
        @RestForm("issuedOn.year") @Nullable String year,
        @RestForm("agencyCaseNumber") @Nullable String agencyCaseNumber,
        @RestForm("nondisclosure") @Nullable String nondisclosure,
        @RestForm("nondisclosureUntil.month") @Nullable String untilMonth,
        @RestForm("nondisclosureUntil.day") @Nullable String untilDay,
        @RestForm("nondisclosureUntil.year") @Nullable String untilYear,
        @RestForm("attested") @Nullable String attested,
        @RestForm(FilingCheck.PRESERVATION) @Nullable String preservation) {
    Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        put(fields, FilingCheck.COURT, courtChoice == null || courtChoice.isBlank() ? court : courtChoice);
        put(fields, FilingCheck.JUDGE, judge);
        put(fields, FilingCheck.DOCKET, docket);
        put(fields, "issuedOn.month", month);
        put(fields, "issuedOn.day", day);
        put(fields, "issuedOn.year", year);
        put(fields, FilingCheck.AGENCY_CASE_NUMBER, agencyCaseNumber);
        put(fields, DraftReading.NONDISCLOSURE, nondisclosure);
        put(fields, "nondisclosureUntil.month", untilMonth);
        put(fields, "nondisclosureUntil.day", untilDay);
        put(fields, "nondisclosureUntil.year", untilYear);
        put(fields, "attested", attested);
        put(fields, FilingCheck.PRESERVATION, preservation);
        return fields;
    }

    /** What a browser leaves out was not ticked. */
    static void put(Map<String, String> fields, String name, @Nullable String value) {
        fields.put(name, value == null ? "" : value);
    }

    @Override
    public String toString() {
        return "fields of a form";
    }
}
