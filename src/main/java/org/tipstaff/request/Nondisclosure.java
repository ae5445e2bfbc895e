package org.tipstaff.request;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Examination;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Verdict;
import org.tipstaff.web.Display;

/**
 * Whether the provider may tell the account holder (18 U.S.C. § 2705(b)), in words for staff. That nothing was typed says
 * nothing of the document: only where its check found nothing either is there none.
 */
public enum Nondisclosure {
    UNTIL,
    NONE,
    /** No end was typed, and the document forbids to notify or could not be read. */
    NO_END;

    static Nondisclosure of(@Nullable LocalDate until, List<Finding> findings) {
        if (until != null) {
            return UNTIL;
        }
        boolean passes = findings.stream()
                .filter(finding -> finding.code().equals(Examination.NONDISCLOSURE_END))
                .allMatch(finding -> finding.verdict() == Verdict.PASS);
        return passes ? NONE : NO_END;
    }

    /** For example {@code Until 11/24/2026}. */
    public static String words(ServedProcess process, List<Finding> findings) {
        LocalDate until = process.legal().nondisclosureUntil();
        return switch (of(until, findings)) {
            case UNTIL -> until == null ? "" : "Until " + Display.us(until);
            case NONE -> "None";
            case NO_END -> "No end given: see the check " + Examination.NONDISCLOSURE_END;
        };
    }
}
