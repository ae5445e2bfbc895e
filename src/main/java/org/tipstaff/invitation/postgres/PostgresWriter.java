package org.tipstaff.invitation.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.day.SealedRow;

/** Sends the rows of a batch to their days' tables in pieces, in bounded memory. */
final class PostgresWriter implements RowStore.Writer {
    private static final int PIECE = 1 << 18;
    private static final int ALL_PIECES = 8 << 20;

    private final Connection connection;
    private final Map<String, CopyBuffer> buffers = new HashMap<>();
    private Days.@Nullable Place lastPlace;
    private CopyBuffer lastBuffer = new CopyBuffer();
    private @Nullable CopyStream stream;
    private long collected;

    PostgresWriter(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void add(Days.Place place, SealedRow row) throws SQLException {
        if (place != lastPlace) {
            lastBuffer = buffers.computeIfAbsent(place.table(), table -> new CopyBuffer());
            lastPlace = place;
        }
        int before = lastBuffer.size();
        lastBuffer.add(row);
        collected += lastBuffer.size() - before;
        if (lastBuffer.size() >= PIECE) {
            send(place.table(), lastBuffer);
        } else if (collected >= ALL_PIECES) {
            sendAll();
        }
    }

    private void send(String table, CopyBuffer rows) throws SQLException {
        if (!rows.isEmpty()) {
            collected -= rows.size();
            rows.drainTo(streamInto(table));
        }
    }

    private void sendAll() throws SQLException {
        for (Map.Entry<String, CopyBuffer> buffer : buffers.entrySet()) {
            send(buffer.getKey(), buffer.getValue());
        }
    }

    private CopyStream streamInto(String table) throws SQLException {
        CopyStream open = stream;
        if (open == null || !open.isInto(table)) {
            pause();
            open = CopyStream.into(connection, table);
            stream = open;
        }
        return open;
    }

    @Override
    public void pause() throws SQLException {
        if (stream != null) {
            stream.end();
            stream = null;
        }
    }

    @Override
    public void finish() throws SQLException {
        sendAll();
        pause();
    }

    @Override
    public void close() throws SQLException {
        if (stream != null) {
            stream.close();
        }
    }
}
