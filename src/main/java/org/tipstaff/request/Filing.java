package org.tipstaff.request;

import java.util.UUID;
import org.tipstaff.process.Terms;

/**
 * A complete filing: what {@link FilingReader} makes of a draft or of the API's JSON when nothing is missing.
 *
 * @param documentId the inspected and accepted order document
 */
public record Filing(Process process, Terms terms, UUID documentId) {
    @Override
    public String toString() {
        return process.instrument() + " filing";
    }
}
