package org.tipstaff.invitation.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RecordIds;
import org.tipstaff.invitation.day.RowStores;

/**
 * Destroys days: mark, keys, table, in this order. Once marked, nobody reads or appends; once the keys are gone, no
 * copy of the database brings a row back; what is left of the table is only space. Each step can be
 * repeated.
 */
public final class DayDestruction {
    private final DayKeys keys;
    private final RowStores stores;

    public DayDestruction(DayKeys keys, RowStores stores) {
        this.keys = keys;
        this.stores = stores;
    }

    /**
     * Marks the days that lie wholly at or before the cut-off and destroys their keys. The caller holds the lock that
     * excludes readers.
     *
     * @return those days, and the days whose destruction an earlier run began and did not end
     */
    List<LogDay> markAndDestroyKeys(Connection session, Instant cutoff, Instant now) throws SQLException {
        List<LogDay> due = due(session, cutoff);
        for (LogDay day : due) {
            // Waits for batches that are appending to the day.
            stamp(
                    session,
                    "UPDATE invitation.day SET destroying_at = ? WHERE day = ? AND destroying_at IS NULL",
                    day,
                    now);
            keys.destroy(day);
        }
        return due;
    }

    private static List<LogDay> due(Connection session, Instant cutoff) throws SQLException {
        List<LogDay> found = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT day, destroying_at IS NOT NULL FROM invitation.day"
                        + " WHERE dropped_at IS NULL ORDER BY day")) {
            while (rows.next()) {
                LogDay day = new LogDay(rows.getObject(1, LocalDate.class));
                if (rows.getBoolean(2) || day.isPast(cutoff)) {
                    found.add(day);
                }
            }
        }
        return found;
    }

    /**
     * Gives back the space of a day that was marked.
     *
     * @return bytes freed
     */
    long drop(Connection session, LogDay day, Instant now) throws SQLException {
        long bytes = RecordIds.drop(session, day) + stores.of(session, day).drop(session, day);
        stamp(session, "UPDATE invitation.day SET dropped_at = ? WHERE day = ?", day, now);
        return bytes;
    }

    /** Marks the days that lie wholly at or before the cut-off of one log and live on for another one. */
    List<LogDay> markEmptied(Connection session, LogKind log, Instant cutoff, Instant now) throws SQLException {
        List<LogDay> due = notEmptied(session, bit(log), cutoff);
        for (LogDay day : due) {
            // Waits for batches that are appending to the day; later ones refuse such rows as expired.
            stamp(session, "UPDATE invitation.day SET emptied_at = ? WHERE day = ?", day, now);
        }
        return due;
    }

    /**
     * Deletes the rows of one log from a day that was marked.
     *
     * @return rows deleted
     */
    long empty(Connection session, LogKind log, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement()) {
            RecordIds.empty(session, log, day);
            long deleted = stores.of(session, day).empty(session, log, day);
            statement.execute("UPDATE invitation.day SET emptied_logs = emptied_logs | " + bit(log) + " WHERE day = '"
                    + day + "'");
            return deleted;
        }
    }

    private static int bit(LogKind log) {
        return 1 << LogCode.of(log);
    }

    private static List<LogDay> notEmptied(Connection session, int bit, Instant cutoff) throws SQLException {
        List<LogDay> found = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT day FROM invitation.day WHERE destroying_at IS NULL"
                        + " AND emptied_logs & " + bit + " = 0 ORDER BY day")) {
            while (rows.next()) {
                LogDay day = new LogDay(rows.getObject(1, LocalDate.class));
                if (day.isPast(cutoff)) {
                    found.add(day);
                }
            }
        }
        return found;
    }

    private static void stamp(Connection session, String sql, LogDay day, Instant now) throws SQLException {
        try (PreparedStatement update = session.prepareStatement(sql)) {
            update.setObject(1, LogTime.utc(now));
            update.setObject(2, day.date());
            update.executeUpdate();
        }
    }
}
