package org.tipstaff.review;

/** What a reviewer answers to a finding that needs a person. */
public enum Answer {
    /** Looked at, and no reason against answering. */
    ACCEPT("Accept"),
    /** Only the officer can settle it: leads to sending back. */
    ASK("Ask officer"),
    /** Stands against answering: leads to refusing. */
    REFUSE("Refuse");

    private final String title;

    Answer(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
