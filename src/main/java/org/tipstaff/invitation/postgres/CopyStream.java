package org.tipstaff.invitation.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A COPY under way into one table of the log, in the connection's transaction. It stays open from piece to piece, so that
 * the server stores one while the next is sealed; until it is ended, the connection does nothing else.
 */
final class CopyStream implements AutoCloseable {
    private static final byte[] HEADER = header();
    private static final byte[] TRAILER = {-1, -1};

    private final String table;
    private final CopyIn copy;
    private long rows;

    private CopyStream(String table, CopyIn copy) {
        this.table = table;
        this.copy = copy;
    }

    static CopyStream into(Connection connection, String table) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table
                                + " (occurred_at, log, source_sealed, target_sealed, details_sealed) FROM STDIN (FORMAT binary)");
        copy.writeToCopy(HEADER, 0, HEADER.length);
        return new CopyStream(table, copy);
    }

    boolean isInto(String other) {
        return table.equals(other);
    }

    void write(byte[] bytes, int length, long ofRows) throws SQLException {
        copy.writeToCopy(bytes, 0, length);
        rows += ofRows;
    }

    /** Waits until the server has all rows. */
    void end() throws SQLException {
        copy.writeToCopy(TRAILER, 0, TRAILER.length);
        long kept = copy.endCopy();
        if (kept != rows) {
            throw new IllegalStateException("PostgreSQL kept " + kept + " of " + rows + " rows");
        }
    }

    /** Breaks off where it was not ended: the transaction can then only be rolled back. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private static byte[] header() {
        byte[] signature = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
        // Then flags and the length of a header extension, both 0.
        return Arrays.copyOf(signature, signature.length + 8);
    }
}
