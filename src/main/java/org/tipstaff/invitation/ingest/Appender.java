package org.tipstaff.invitation.ingest;

import java.util.Iterator;
import java.util.function.Supplier;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.sealing.Sha256;

/** Appends what came from outside under a key, which names one content and no other. */
public interface Appender {
    /**
     * Appends rows as {@link InvitationLog#append} does, and tells a batch that comes again from another one under the same
     * key.
     *
     * @param content hash of what the rows were read from, once all have been
     * @throws org.tipstaff.web.Problem KEY_USED where the key was used for another content
     */
    InvitationLog.Appended append(String batchKey, Iterator<LogRecord> rows, Supplier<Sha256> content);
}
