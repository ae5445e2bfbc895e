package org.tipstaff.invitation.search;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogCode;
import org.tipstaff.invitation.day.RowStore;

/**
 * What an estimate asks of a day in PostgreSQL.
 *
 * @param from per log of which rows are wanted, the first instant
 * @param lived the end of the day, or now
 */
record EstimatedDay(RowStore.Wanted wanted, Map<LogKind, Instant> from, Instant lived) {
    static EstimatedDay of(RowStore.Wanted wanted, Instant now) {
        Map<LogKind, Instant> from = new EnumMap<>(wanted.from());
        from.values().removeIf(first -> !first.isBefore(wanted.to()));
        Instant end = wanted.day().end();
        return new EstimatedDay(wanted, from, now.isBefore(end) ? now : end);
    }

    String where() {
        String column = wanted.direction() == Direction.BY_SOURCE ? "source_sealed" : "target_sealed";
        return " FROM " + wanted.day().table() + " WHERE " + column + " = ANY (?)";
    }

    /** @param number comes back with the answer: a union promises no order */
    String probe(int number) {
        String fits = from.keySet().stream()
                .map(log -> "log = " + LogCode.of(log) + " AND occurred_at >= ?")
                .collect(Collectors.joining(" OR ", "(", ")"));
        String logs = from.keySet().stream()
                .map(log -> Short.toString(LogCode.of(log)))
                .collect(Collectors.joining(", "));
        return "SELECT " + number + ", count(*), count(*) FILTER (WHERE log IN (" + logs
                + ")), count(*) FILTER (WHERE " + fits + " AND occurred_at < ?) FROM (SELECT log, occurred_at"
                + where() + " LIMIT " + RowEstimator.PROBED + ") probed";
    }

    int bindProbe(PreparedStatement select, int start) throws SQLException {
        int position = start;
        for (Instant first : from.values()) {
            select.setObject(position++, LogTime.utc(first));
        }
        select.setObject(position++, LogTime.utc(wanted.to()));
        return bindHandles(select, position);
    }

    int bindHandles(PreparedStatement select, int first) throws SQLException {
        select.setArray(
                first,
                select.getConnection().createArrayOf("bytea", wanted.handles().toArray(byte[][]::new)));
        return first + 1;
    }

    /** Of the time that the day has lasted, that which is asked for: from 0 to 1. */
    double share() {
        Instant first = Collections.min(from.values());
        Instant to = wanted.to().isBefore(lived) ? wanted.to() : lived;
        double asked = Duration.between(first, to).toNanos();
        return Math.max(
                0,
                asked
                        / Math.max(
                                1, Duration.between(wanted.day().start(), lived).toNanos()));
    }
}
