package org.tipstaff.process;

import java.util.regex.Pattern;

/**
 * A court that process can come from.
 *
 * @param id short stable name, for example {@code cand}
 * @param name as in its captions
 * @param level decides whether it is a court of competent jurisdiction (18 U.S.C. § 2711(3))
 * @param state two-letter code of the State it sits for; {@code US} where it sits for more than one
 */
public record Court(String id, String name, Level level, String state) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{2,40}");

    /** Where a court stands, and what § 2711(3) makes of it. */
    public enum Level {
        /** § 2711(3)(A)(i): a district court, including a magistrate judge of it. */
        FEDERAL_DISTRICT(System.FEDERAL, true),
        /** § 2711(3)(A)(i): a United States court of appeals. */
        FEDERAL_APPEALS(System.FEDERAL, true),
        /** § 2711(3)(C): competent where a military judge has been detailed, which a person must see. */
        MILITARY(System.FEDERAL, false),
        FEDERAL_OTHER(System.FEDERAL, false),
        /** § 2711(3)(B): a court of general criminal jurisdiction of a State, authorised to issue search warrants. */
        STATE_GENERAL(System.STATE, true),
        STATE_APPELLATE(System.STATE, false),
        /** Municipal, justice, county, probate, family: whether it may issue this process, a person must see. */
        LIMITED(System.STATE, false);

        private final System system;
        private final boolean competent;

        Level(System system, boolean competent) {
            this.system = system;
            this.competent = competent;
        }

        public System system() {
            return system;
        }

        /** Whether its magistrate judges issue warrants under Rule 41 of the Federal Rules of Criminal Procedure. */
        public boolean issuesUnderFederalRules() {
            return this == FEDERAL_DISTRICT || this == FEDERAL_APPEALS;
        }

        /** Whether every court of this level is competent; else a person checks. */
        public boolean isCompetent() {
            return competent;
        }
    }

    /** Whose court it is. */
    public enum System {
        FEDERAL,
        STATE
    }

    public Court {
        if (!ID.matcher(id).matches() || name.isBlank() || state.length() != 2) {
            throw new IllegalArgumentException("Not a court: " + id);
        }
    }
}
