package org.tipstaff.document;

import java.util.List;
import java.util.Optional;

/**
 * What is in the bytes of a document.
 *
 * @param refusal why it is not taken; empty for an accepted one. A refused document has no pages here
 * @param sizes one a page, in order
 * @param texts one a page, in order
 * @param imageOnly no page has a text layer: a scan, whose words no software can search
 */
public record Inspection(
        Optional<RefusalReason> refusal,
        List<PageSize> sizes,
        List<PageText> texts,
        boolean imageOnly,
        DocumentSignature signature) {
    public Inspection {
        sizes = List.copyOf(sizes);
        texts = List.copyOf(texts);
        if (sizes.size() != texts.size() || refusal.isPresent() != sizes.isEmpty()) {
            throw new IllegalArgumentException("An accepted document has pages, each with a size and a text");
        }
    }

    public static Inspection refused(RefusalReason reason) {
        return new Inspection(Optional.of(reason), List.of(), List.of(), false, DocumentSignature.NONE);
    }

    public Outcome outcome() {
        return refusal.isPresent() ? Outcome.REFUSED : Outcome.ACCEPTED;
    }

    public int pages() {
        return sizes.size();
    }
}
