package org.tipstaff.request;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Terms;

/**
 * A complete filing: what {@code FilingReader} makes of a draft or of the API's JSON when nothing is missing.
 *
 * @param documentId the inspected and accepted order document
 * @param preservation the agency's preservation letter that this process follows; null where none came before
 */
public record Filing(
        ServedProcess process,
        Terms terms,
        UUID documentId,
        @Nullable CaseReference preservation) {
    public Filing(ServedProcess process, Terms terms, UUID documentId) {
        this(process, terms, documentId, null);
    }

    public Filing with(Terms others) {
        return new Filing(process, others, documentId, preservation);
    }

    @Override
    public String toString() {
        return process.instrument() + " filing";
    }
}
