package org.tipstaff.sealing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/** Cuts sealed bytes into rows of at most {@value #CHUNK} bytes and hashes them while they pass. */
final class ChunkOutput extends OutputStream {
    static final int CHUNK = 256 * 1024;

    private final Connection connection;
    private final long objectId;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] buffer = new byte[CHUNK];
    private int filled;
    private int chunks;
    private long bytes;

    ChunkOutput(Connection connection, long objectId) {
        this.connection = connection;
        this.objectId = objectId;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int step = Math.min(length - done, CHUNK - filled);
            System.arraycopy(from, offset + done, buffer, filled, step);
            filled += step;
            done += step;
            if (filled == CHUNK) {
                store();
            }
        }
    }

    /** Stores the last, shorter chunk. */
    void finish() throws IOException {
        if (filled > 0) {
            store();
        }
    }

    private void store() throws IOException {
        byte[] chunk = Arrays.copyOf(buffer, filled);
        digest.update(chunk);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO sealed_object_chunk (object_id, number, sealed) VALUES (?, ?, ?)")) {
            insert.setLong(1, objectId);
            insert.setInt(2, chunks);
            insert.setBytes(3, chunk);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IOException("The object store does not take the bytes", e);
        }
        chunks++;
        bytes += filled;
        filled = 0;
    }

    int chunks() {
        return chunks;
    }

    long bytes() {
        return bytes;
    }

    /** Call once, at the end. */
    Sha256 hash() {
        return Sha256.of(digest);
    }
}
