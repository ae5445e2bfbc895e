package org.tipstaff.invitation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sealed rows of one day in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format"), collected and
 * sent in pieces.
 */
final class CopyBuffer {
    private static final byte[] HEADER = header();
    /** Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL's timestamps begin. */
    private static final long POSTGRES_EPOCH = 946_684_800_000_000L;

    private static final short FIELDS = 5;
    /** Field count and five lengths, time and log. */
    private static final int FIXED = 2 + 5 * 4 + 8 + 2;

    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).put(HEADER);
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
        return rows == 0 ? 0 : bytes.position();
    }

    /** Copies the rows into a table of the log, in the connection's transaction, and forgets them. */
    void send(Connection connection, String table) throws SQLException {
        if (rows == 0) {
            return;
        }
        room(2);
        bytes.putShort((short) -1);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table
                                + " (occurred_at, log, source_sealed, target_sealed, details_sealed) FROM STDIN (FORMAT binary)");
        try {
            copy.writeToCopy(bytes.array(), 0, bytes.position());
            long kept = copy.endCopy();
            if (kept != rows) {
                throw new IllegalStateException("PostgreSQL kept " + kept + " of " + rows + " rows");
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        bytes.clear().put(HEADER);
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

    private static byte[] header() {
        byte[] signature = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
        // Then flags and the length of a header extension, both 0.
        return Arrays.copyOf(signature, signature.length + 8);
    }
}
