package org.tipstaff.invitation.postgres;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.SealedRow;

/**
 * Sealed rows of one day in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format"), collected until
 * they are worth sending.
 */
final class CopyBuffer {
    /** Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL's timestamps begin. */
    private static final long POSTGRES_EPOCH = 946_684_800_000_000L;

    private static final short FIELDS = 5;
    /** Field count and five lengths, time and log. */
    private static final int FIXED = 2 + 5 * 4 + 8 + 2;

    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private long rows;

    void add(SealedRow row) {
        byte[] target = row.target();
        int variable = row.source().length + (target == null ? 0 : target.length) + row.details().length;
        room(FIXED + variable);
        bytes.putShort(FIELDS);
        bytes.putInt(8).putLong(LogTime.micros(row.occurredAt()) - POSTGRES_EPOCH);
        bytes.putInt(2).putShort(LogCode.of(row.log()));
        field(row.source());
        field(target);
        field(row.details());
        rows++;
    }

    int size() {
        return bytes.position();
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** Hands the rows over and forgets them. */
    void drainTo(CopyStream stream) throws SQLException {
        stream.write(bytes.array(), bytes.position(), rows);
        bytes.clear();
        rows = 0;
    }

    private void field(byte @Nullable [] value) {
        if (value == null) {
            bytes.putInt(-1);
        } else {
            bytes.putInt(value.length).put(value);
        }
    }

    private void room(int wanted) {
        if (bytes.remaining() < wanted) {
            int position = bytes.position();
            int capacity = Math.max(bytes.capacity() * 2, position + wanted);
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity)).position(position);
        }
    }
}
