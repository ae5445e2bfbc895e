package org.tipstaff.hold.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/**
 * Merges the rows that a preservation letter froze with those that the log still holds, both ordered by time, into one
 * sequence ordered by time. A row that is in both comes out once: the log gives a row no number, so its identity is all
 * that it says. Of rows that say the same, as many come out as are in the one of the two that has more of them.
 */
public final class MergedRows implements InvitationLog.RowSink {
    private final SnapshotReader preserved;
    private final Terms terms;
    private final InvitationLog.RowSink out;
    /** Preserved rows of the instant at which the log is, which the log has not handed over itself. */
    private final List<LogRecord> waiting = new ArrayList<>();

    private @Nullable Instant instant;
    private @Nullable LogRecord next;

    /** @param terms of the new process: no other preserved row is taken over */
    public MergedRows(SnapshotReader preserved, Terms terms, InvitationLog.RowSink out) throws IOException {
        this.preserved = preserved;
        this.terms = terms;
        this.out = out;
        advance();
    }

    private void advance() throws IOException {
        do {
            LogRecord frozen = preserved.next();
            next = frozen == null || terms.allow(frozen) ? frozen : frozen.today();
        } while (next != null && !terms.allow(next));
    }

    @Override
    public void accept(LogRecord row) throws IOException {
        if (!row.occurredAt().equals(instant)) {
            settle();
            instant = row.occurredAt();
            while (next != null && next.occurredAt().isBefore(instant)) {
                out.accept(next);
                advance();
            }
            while (next != null && next.occurredAt().equals(instant)) {
                waiting.add(next);
                advance();
            }
        }
        waiting.remove(row);
        out.accept(row);
    }

    /** After the log's last row: what only the letter has. */
    public void finish() throws IOException {
        settle();
        while (next != null) {
            out.accept(next);
            advance();
        }
    }

    private void settle() throws IOException {
        for (LogRecord row : waiting) {
            out.accept(row);
        }
        waiting.clear();
    }
}
