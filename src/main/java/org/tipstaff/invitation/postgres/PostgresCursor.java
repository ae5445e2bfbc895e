package org.tipstaff.invitation.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.day.SealedRow;

/**
 * The wanted rows of a day's table. A heavy handle is sorted by PostgreSQL, which spills to disk, and fetched in
 * pieces. Asks at the first row only, so that opening a cursor ahead of its turn costs nothing.
 */
final class PostgresCursor implements RowStore.Cursor {
    /** Rows fetched at a time; without a number, and without a transaction, the driver would hold all of them. */
    private static final int FETCHED = 5_000;

    private final Connection connection;
    private final RowStore.Wanted wanted;
    private @Nullable PreparedStatement select;
    private @Nullable ResultSet rows;

    PostgresCursor(Connection connection, RowStore.Wanted wanted) {
        this.connection = connection;
        this.wanted = wanted;
    }

    @Override
    public @Nullable SealedRow next() throws SQLException {
        ResultSet open = rows;
        if (open == null) {
            open = ask();
            rows = open;
        }
        if (!open.next()) {
            return null;
        }
        return new SealedRow(
                LogCode.log(open.getShort(1)),
                open.getObject(2, OffsetDateTime.class).toInstant(),
                open.getBytes(3),
                open.getBytes(4),
                open.getBytes(5));
    }

    private ResultSet ask() throws SQLException {
        String sql = wanted.layingOut()
                ? select(wanted.day().table()) + " UNION ALL " + select(LogDay.LATE)
                : select(wanted.day().table());
        PreparedStatement prepared = connection.prepareStatement(
                sql + " ORDER BY occurred_at, log, source_sealed, target_sealed, details_sealed");
        select = prepared;
        prepared.setFetchSize(FETCHED);
        bind(prepared);
        return prepared.executeQuery();
    }

    private String select(String table) {
        String column = wanted.direction() == Direction.BY_SOURCE ? "source_sealed" : "target_sealed";
        String logs = wanted.from().keySet().stream()
                .map(log -> "log = " + LogCode.of(log) + " AND occurred_at >= ?")
                .collect(Collectors.joining(" OR ", "(", ")"));
        return "SELECT log, occurred_at, source_sealed, target_sealed, details_sealed FROM " + table + " WHERE "
                + column + " = ANY (?) AND " + logs + " AND occurred_at >= ? AND occurred_at < ?";
    }

    private void bind(PreparedStatement prepared) throws SQLException {
        var handles = connection.createArrayOf("bytea", wanted.handles().toArray(byte[][]::new));
        int position = 1;
        for (int table = 0; table < (wanted.layingOut() ? 2 : 1); table++) {
            prepared.setArray(position++, handles);
            for (Map.Entry<LogKind, Instant> log : wanted.from().entrySet()) {
                prepared.setObject(position++, LogTime.utc(log.getValue()));
            }
            // The table of late rows holds other days too.
            prepared.setObject(position++, LogTime.utc(wanted.day().start()));
            prepared.setObject(position++, LogTime.utc(wanted.to()));
        }
    }

    @Override
    public void close() throws SQLException {
        if (select != null) {
            select.close();
        }
    }
}
