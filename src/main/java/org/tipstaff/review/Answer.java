package org.tipstaff.review;

import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a reviewer answers to a finding that needs a person. */
@Schema(
        name = "Answer",
        description = "What a reviewer answers to a finding: nothing stands against it, the officer is asked, refused.",
        extensions = @Extension(name = "x-values-of", value = "MoveAsked.answers"))
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
