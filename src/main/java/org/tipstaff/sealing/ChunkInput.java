package org.tipstaff.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The sealed bytes of one stored object, a chunk at a time. It holds no connection between chunks: whoever reads may be
 * a slow download.
 */
final class ChunkInput extends InputStream {
    private final DataSource source;
    private final Stored object;
    private byte[] chunk = {};
    private int position;
    private int next;

    /**
     * @param id changes when an object is replaced, so that a reader never sees half of each
     */
    record Stored(long id, int chunks) {}

    ChunkInput(DataSource source, Stored object) {
        this.source = source;
        this.object = object;
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int step = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, offset, step);
        position += step;
        return step;
    }

    private boolean fill() throws IOException {
        while (position == chunk.length) {
            if (next == object.chunks()) {
                return false;
            }
            chunk = load(next++);
            position = 0;
        }
        return true;
    }

    private byte[] load(int number) throws IOException {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT sealed FROM sealed_object_chunk WHERE object_id = ? AND number = ?")) {
            select.setLong(1, object.id());
            select.setInt(2, number);
            try (ResultSet found = select.executeQuery()) {
                if (!found.next()) {
                    throw new IOException("A part of the object is missing: it was deleted, replaced or damaged");
                }
                return found.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IOException("The object store cannot be read", e);
        }
    }
}
