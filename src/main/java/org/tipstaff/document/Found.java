package org.tipstaff.document;

import java.util.List;

/**
 * A place where something stands in a document.
 *
 * @param page from 1
 * @param boxes the words it is written in, in reading order; more than one where it is broken over words or lines
 */
public record Found(int page, List<Word> boxes) {
    public Found {
        boxes = List.copyOf(boxes);
        if (boxes.isEmpty()) {
            throw new IllegalArgumentException("What was found stands somewhere");
        }
    }
}
