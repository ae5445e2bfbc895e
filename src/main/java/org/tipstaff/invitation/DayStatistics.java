package org.tipstaff.invitation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows and bytes of each day from the database's own statistics, without counting. Where a table has none yet, a
 * hundred of its pages are looked at: only which log their rows are of, and how many there are. Of a day in Cassandra what
 * was written there, exactly.
 */
final class DayStatistics {
    private static final String SELECT = """
            SELECT d.day, d.laid_out_at IS NOT NULL, d.emptied_logs, c.reltuples, c.relpages,
                   COALESCE(pg_relation_size(c.oid), 0) / current_setting('block_size')::int,
                   COALESCE(pg_total_relation_size(c.oid), 0), s.most_common_vals::text::text[], s.most_common_freqs,
                   d.engine = 'CASSANDRA' AND EXISTS (SELECT FROM invitation.written_day w WHERE w.day = d.day)
            FROM invitation.day d
            LEFT JOIN pg_class c ON c.oid = to_regclass('invitation.record_' || to_char(d.day, 'YYYYMMDD'))
            LEFT JOIN pg_stats s ON s.schemaname = 'invitation' AND s.tablename = c.relname AND s.attname = 'log'
            WHERE d.destroying_at IS NULL ORDER BY d.day""";

    /** Pages of a table without statistics. */
    private static final int LOOKED_AT = 100;

    private DayStatistics() {}

    /** What is known of a day's table. */
    private record Known(
            LogDay day,
            boolean laidOut,
            int emptied,
            double tuples,
            long analysed,
            long pages,
            long bytes,
            Shares shares,
            boolean elsewhere) {}

    /** Which part of the rows is of which log. */
    private record Shares(Map<LogKind, Double> parts) {
        static Shares of(@Nullable Array values, @Nullable Array frequencies) throws SQLException {
            Map<LogKind, Double> parts = new EnumMap<>(LogKind.class);
            if (values != null && frequencies != null) {
                String[] logs = (String[]) values.getArray();
                Number[] shares = (Number[]) frequencies.getArray();
                for (int i = 0; i < logs.length; i++) {
                    parts.put(LogCode.log(Short.parseShort(logs[i])), shares[i].doubleValue());
                }
            }
            return new Shares(parts);
        }
    }

    /** @param keys names of the keys that are there */
    static List<LogState.Day> read(Connection connection, Set<String> keys) throws SQLException {
        List<Known> known = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SELECT)) {
            while (row.next()) {
                known.add(new Known(
                        new LogDay(row.getObject(1, LocalDate.class)),
                        row.getBoolean(2),
                        row.getInt(3),
                        row.getDouble(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        Shares.of(row.getArray(8), row.getArray(9)),
                        row.getBoolean(10)));
            }
        }
        Map<LogDay, Map<LogKind, Long>> written = WrittenRows.all(connection);
        List<LogState.Day> days = new ArrayList<>();
        for (Known day : known) {
            days.add(new LogState.Day(
                    day.day().date(),
                    day.laidOut(),
                    keys.contains(day.day().handlesKey().value())
                            && keys.contains(day.day().detailsKey().value()),
                    day.elsewhere(),
                    day.bytes(),
                    day.elsewhere() ? left(day, written.getOrDefault(day.day(), Map.of())) : rows(connection, day)));
        }
        return days;
    }

    private static Map<LogKind, Long> rows(Connection connection, Known day) throws SQLException {
        Map<LogKind, Long> rows = day.pages() == 0
                ? new EnumMap<>(LogKind.class)
                : day.tuples() < 0
                                || day.analysed() == 0
                                || day.shares().parts().isEmpty()
                        ? sampled(connection, day)
                        : expected(day);
        return left(day, rows);
    }

    /** Without the logs that retention took from the day. */
    private static Map<LogKind, Long> left(Known day, Map<LogKind, Long> rows) {
        Map<LogKind, Long> left = new EnumMap<>(LogKind.class);
        rows.forEach((log, number) -> {
            if ((day.emptied() & (1 << LogCode.of(log))) == 0) {
                left.put(log, number);
            }
        });
        return left;
    }

    /** The table may have grown since it was looked at. */
    private static Map<LogKind, Long> expected(Known day) {
        double all = day.tuples() * day.pages() / day.analysed();
        Map<LogKind, Long> rows = new EnumMap<>(LogKind.class);
        day.shares().parts().forEach((log, share) -> rows.put(log, Math.round(all * share)));
        return rows;
    }

    /** Pages from all over the table, as rows of one log may lie together: how many rows each has, and of which logs. */
    private static Map<LogKind, Long> sampled(Connection connection, Known day) throws SQLException {
        Map<LogKind, Long> rows = new EnumMap<>(LogKind.class);
        double percent = Math.min(100.0, 100.0 * LOOKED_AT / day.pages());
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("WITH looked AS (SELECT log, (ctid::text::point)[0] AS page FROM "
                                + day.day().partition() + " TABLESAMPLE SYSTEM (" + percent + ")) SELECT log, count(*),"
                                + " (SELECT count(DISTINCT page) FROM looked) FROM looked GROUP BY log")) {
            while (row.next()) {
                rows.put(
                        LogCode.log(row.getShort(1)),
                        Math.round((double) row.getLong(2) * day.pages() / row.getLong(3)));
            }
        }
        return rows;
    }
}
