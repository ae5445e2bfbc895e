package org.tipstaff.disclosure;

import java.io.IOException;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/**
 * The rows of a disclosure, which can be read again and again and are the same each time. They come item by item, in the
 * order of the items' numbers, and within an item by time.
 */
public interface RowSource {
    void forEach(RowVisitor visitor) throws IOException;

    /** Receives one row after the other. */
    interface RowVisitor {
        /** @param item the item of the granted terms that authorises the row */
        void row(LogRecord row, Terms.Item item) throws IOException;
    }
}
