package org.tipstaff.hold.snapshot;

import java.io.IOException;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/** Takes the held rows one by one, in the order of time. */
@FunctionalInterface
public interface RowReader {
    /** @param item the item of the granted terms that authorises the row */
    void accept(Terms.Item item, LogRecord row) throws IOException;
}
