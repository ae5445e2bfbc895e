package org.tipstaff.process;

/** The kinds of legal process that the portal receives. The names are the contract with the outside. */
public enum Instrument {
    ORDER_2703D("Court order", "18 U.S.C. § 2703(d)"),
    SEARCH_WARRANT("Search warrant", "18 U.S.C. § 2703(a), (c)(1)(A)"),
    SUBPOENA("Subpoena", "18 U.S.C. § 2703(c)(2)"),
    PRESERVATION("Preservation letter", "18 U.S.C. § 2703(f)"),
    EMERGENCY("Emergency request", "18 U.S.C. § 2702(c)(4)");

    private final String title;
    private final String statute;

    Instrument(String title, String statute) {
        this.title = title;
        this.statute = statute;
    }

    public String title() {
        return title;
    }

    public String statute() {
        return statute;
    }
}
