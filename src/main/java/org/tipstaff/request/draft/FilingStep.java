package org.tipstaff.request.draft;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tipstaff.web.Problem;

/** The steps of filing by page, in order; each has its own fields. */
public enum FilingStep {
    INSTRUMENT("Process", List.of(FilingCheck.INSTRUMENT)),
    DOCUMENT("Document", List.of(FilingCheck.ORDER)),
    COURT(
            "Details",
            List.of(
                    FilingCheck.COURT,
                    FilingCheck.DOCKET,
                    FilingCheck.JUDGE,
                    FilingCheck.ISSUED_ON,
                    FilingCheck.AGENCY_CASE_NUMBER,
                    FilingCheck.NONDISCLOSURE_UNTIL,
                    FilingCheck.PRESERVATION)),
    TERMS(
            "Terms",
            List.of(
                    FilingCheck.HANDLES,
                    FilingCheck.LIST,
                    FilingCheck.LOGS,
                    FilingCheck.DIRECTION,
                    FilingCheck.FROM,
                    FilingCheck.TO)),
    CHECK("Check and submit", List.of());

    private final String title;
    private final List<String> fields;

    FilingStep(String title, List<String> fields) {
        this.title = title;
        this.fields = fields;
    }

    public String title() {
        return title;
    }

    /** In the order of the page, which is the order of the errors. */
    public List<String> fields() {
        return fields;
    }

    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int number() {
        return ordinal() + 1;
    }

    public FilingStep next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    public static FilingStep of(String path) {
        return Arrays.stream(values())
                .filter(step -> step.path().equals(path))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }
}
