package org.tipstaff.invitation.cassandra;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;

/**
 * How many rows of each day and log went to Cassandra, which could only say by reading all of them: those of one batch
 * here, those of all acknowledged batches in {@code invitation.written_rows}.
 */
public final class WrittenRows {
    /** Sorted, so that two batches of the same days never wait for each other crosswise. */
    private final Map<LocalDate, EnumMap<LogKind, Long>> rows = new TreeMap<>();

    void add(LogDay day, LogKind log) {
        rows.computeIfAbsent(day.date(), of -> new EnumMap<>(LogKind.class)).merge(log, 1L, Long::sum);
    }

    /** Adds the batch's rows to those of earlier ones. As late as can be: other batches of the day wait for the commit. */
    void record(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO invitation.written_rows (day, log, rows) VALUES (?, ?, ?)"
                        + " ON CONFLICT (day, log) DO UPDATE SET rows = written_rows.rows + excluded.rows")) {
            for (Map.Entry<LocalDate, EnumMap<LogKind, Long>> day : rows.entrySet()) {
                for (Map.Entry<LogKind, Long> log : day.getValue().entrySet()) {
                    insert.setObject(1, day.getKey());
                    insert.setShort(2, LogCode.of(log.getKey()));
                    insert.setLong(3, log.getValue());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Of every day that has any. */
    public static Map<LogDay, Map<LogKind, Long>> all(Connection connection) throws SQLException {
        Map<LogDay, Map<LogKind, Long>> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT day, log, rows FROM invitation.written_rows")) {
            while (row.next()) {
                found.computeIfAbsent(new LogDay(row.getObject(1, LocalDate.class)), of -> new EnumMap<>(LogKind.class))
                        .put(LogCode.log(row.getShort(2)), row.getLong(3));
            }
        }
        return found;
    }

    static void forget(Connection session, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("DELETE FROM invitation.written_rows WHERE day = '" + day + "'");
        }
    }
}
