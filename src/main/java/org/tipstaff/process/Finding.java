package org.tipstaff.process;

import java.util.List;

/**
 * One answer to one question about the validity of a request. Page, refusal letter, audit and docs show the same.
 *
 * @param code stable name of the check, for example {@code INSTRUMENT_FITS_DATA}
 * @param axis the axis of validity it belongs to
 * @param statute the rule it rests on, or the policy that says so
 * @param reason what was found, in words that an officer can act on; never a handle
 * @param cure what the officer can do about it; empty for PASS
 */
public record Finding(String code, Axis axis, Verdict verdict, String statute, String reason, String cure) {
    /** The axes of validity, each a question of its own. */
    public enum Axis {
        INSTRUMENT("Instrument fits the data"),
        COURT("Court is competent"),
        ENTITY("Governmental entity"),
        STATE_LAW("State law"),
        ATTESTATION("Attestation"),
        TIME("Dates and retention"),
        DOCUMENT("The document"),
        /** What other agencies asked for is no business of the one that files. */
        OTHER_AGENCIES("Other agencies");

        private final String title;

        Axis(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** For the provider's staff alone: no page, letter or answer to the agency says that it was made. */
    public boolean isInternal() {
        return axis == Axis.OTHER_AGENCIES;
    }

    /** Those that the agency is told. */
    public static List<Finding> forAgency(List<Finding> findings) {
        return findings.stream().filter(finding -> !finding.isInternal()).toList();
    }
}
