package org.tipstaff.invitation.state;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.cassandra.WrittenRows;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;

/**
 * Rows and bytes of each day from the database's own statistics, without counting. Where a table has none yet, a
 * hundred pages of its day are looked at: only which log their rows are of, and how many there are. Of a day in Cassandra what
 * was written there, exactly.
 */
public final class DayStatistics {
    private static final String SELECT = """
            SELECT d.day, d.laid_out_at IS NOT NULL, d.emptied_logs,
                   d.engine = 'CASSANDRA' AND EXISTS (SELECT FROM invitation.written_day w WHERE w.day = d.day),
                   c.oid IS NOT NULL, c.reltuples, c.relpages,
                   COALESCE(pg_relation_size(c.oid), 0) / current_setting('block_size')::int,
                   COALESCE(pg_total_relation_size(c.oid), 0), s.most_common_vals::text::text[], s.most_common_freqs
            FROM invitation.day d
            LEFT JOIN LATERAL (SELECT class.* FROM invitation.day_tables(d.day) t
                               JOIN pg_class class ON class.oid = t AND class.relkind = 'r') c ON true
            LEFT JOIN pg_stats s ON s.schemaname = 'invitation' AND s.tablename = c.relname AND s.attname = 'log'
            WHERE d.destroying_at IS NULL ORDER BY d.day""";

    /** Pages of a table without statistics. */
    private static final int LOOKED_AT = 100;

    private DayStatistics() {}

    /** What is known of a day, and of each of its tables. */
    private record Known(LogDay day, boolean laidOut, int emptied, boolean elsewhere, List<Table> tables) {
        long bytes() {
            return tables.stream().mapToLong(Table::bytes).sum();
        }

        long pages() {
            return tables.stream().mapToLong(Table::pages).sum();
        }
    }

    /** What the database knows of a table. */
    private record Table(double tuples, long analysed, long pages, long bytes, Shares shares) {
        boolean isKnown() {
            return tuples >= 0 && analysed > 0 && !shares.parts().isEmpty();
        }
    }

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
    public static List<LogState.Day> read(Connection connection, Set<String> keys) throws SQLException {
        Map<LogDay, Map<LogKind, Long>> written = WrittenRows.all(connection);
        List<LogState.Day> days = new ArrayList<>();
        for (Known day : known(connection)) {
            days.add(new LogState.Day(
                    day.day().date(),
                    day.laidOut(),
                    keys.contains(day.day().handlesKey().value())
                            && keys.contains(day.day().detailsKey().value()),
                    day.elsewhere(),
                    day.bytes(),
                    left(day, day.elsewhere() ? written.getOrDefault(day.day(), Map.of()) : rows(connection, day))));
        }
        return days;
    }

    private static Collection<Known> known(Connection connection) throws SQLException {
        Map<LogDay, Known> known = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SELECT)) {
            while (row.next()) {
                LogDay of = new LogDay(row.getObject(1, LocalDate.class));
                Known day = known.get(of);
                if (day == null) {
                    day = new Known(of, row.getBoolean(2), row.getInt(3), row.getBoolean(4), new ArrayList<>());
                    known.put(of, day);
                }
                if (row.getBoolean(5)) {
                    day.tables()
                            .add(new Table(
                                    row.getDouble(6),
                                    row.getLong(7),
                                    row.getLong(8),
                                    row.getLong(9),
                                    Shares.of(row.getArray(10), row.getArray(11))));
                }
            }
        }
        return known.values();
    }

    private static Map<LogKind, Long> rows(Connection connection, Known day) throws SQLException {
        Map<LogKind, Long> rows = new EnumMap<>(LogKind.class);
        for (Table table : day.tables()) {
            if (table.pages() > 0 && !table.isKnown()) {
                return sampled(connection, day);
            }
            if (table.pages() > 0) {
                expected(table).forEach((log, number) -> rows.merge(log, number, Long::sum));
            }
        }
        return rows;
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
    private static Map<LogKind, Long> expected(Table table) {
        double all = table.tuples() * table.pages() / table.analysed();
        Map<LogKind, Long> rows = new EnumMap<>(LogKind.class);
        table.shares().parts().forEach((log, share) -> rows.put(log, Math.round(all * share)));
        return rows;
    }

    /**
     * Pages from all over the day, as rows of one log may lie together: how many rows each has, and of which logs. By the
     * day's name: one of its parts may be gone by now.
     */
    private static Map<LogKind, Long> sampled(Connection connection, Known day) throws SQLException {
        Map<LogKind, Long> rows = new EnumMap<>(LogKind.class);
        double percent = Math.min(100.0, 100.0 * LOOKED_AT / day.pages());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "WITH looked AS (SELECT log, tableoid, (ctid::text::point)[0] AS page FROM "
                                + day.day().table() + " TABLESAMPLE SYSTEM (" + percent + ")) SELECT log, count(*),"
                                + " (SELECT count(DISTINCT (tableoid, page)) FROM looked) FROM looked GROUP BY log")) {
            while (row.next()) {
                rows.put(
                        LogCode.log(row.getShort(1)),
                        Math.round((double) row.getLong(2) * day.pages() / row.getLong(3)));
            }
        }
        return rows;
    }
}
