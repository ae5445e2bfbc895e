package org.tipstaff.process;

/** The kinds of legal process that the portal receives. The names are the contract with the outside. */
public enum Instrument {
    ORDER_2703D("Court order", "18 U.S.C. § 2703(d)", true),
    SEARCH_WARRANT("Search warrant", "18 U.S.C. § 2703(a), (c)(1)(A)", true),
    SUBPOENA("Subpoena", "18 U.S.C. § 2703(c)(2)", false),
    PRESERVATION("Preservation letter", "18 U.S.C. § 2703(f)", false),
    EMERGENCY("Emergency request", "18 U.S.C. § 2702(c)(4)", false);

    private final String title;
    private final String statute;
    private final boolean byACourt;

    Instrument(String title, String statute, boolean byACourt) {
        this.title = title;
        this.statute = statute;
        this.byACourt = byACourt;
    }

    public String title() {
        return title;
    }

    public String statute() {
        return statute;
    }

    /** Whether a court issues it, so that it has a court, a judge and a docket; the others may come without. */
    public boolean byACourt() {
        return byACourt;
    }
}
