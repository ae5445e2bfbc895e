package org.tipstaff.letter;

/** The kinds of letters. The names are stored and are the contract with the outside. */
public enum LetterKind {
    /** By a reviewer or by rule: reasons with their rules and cures. */
    REFUSAL(
            "Refusal",
            "You can rely on it that the provider refused the request. It says why and what would cure it, and"
                    + " discloses no records."),
    /** A narrowed approval stands: what is granted of what was asked, and what is not. */
    PARTIAL_GRANT(
            "Partial grant",
            "You can rely on it. It discloses no records: those that were granted are in a signed disclosure, a file of"
                    + " its own that you can check here too."),
    /** The hold of a preservation letter is sealed, or was renewed (18 U.S.C. § 2703(f)). */
    PRESERVATION_CONFIRMATION(
            "Confirmation of preservation",
            "You can rely on it as of its date. Whether the preservation still runs is shown to the agency at the"
                    + " portal. It discloses no records."),
    /** A disclosure must not be relied on any more. */
    RECALL(
            "Recall of a disclosure",
            "You can rely on it that the disclosure it names was recalled. It discloses no records."),
    /** The copy that was frozen for a request is gone, and its key. */
    DESTRUCTION_CERTIFICATE(
            "Certificate of destruction",
            "You can rely on it that the frozen copy was destroyed. It discloses no records, and says nothing against a"
                    + " disclosure that was made before.");

    private final String title;
    private final String next;

    LetterKind(String title, String next) {
        this.title = title;
        this.next = next;
    }

    /** Heading of the letter and its name on every page. */
    public String title() {
        return title;
    }

    /** What somebody should know who has verified one. */
    String next() {
        return next;
    }
}
