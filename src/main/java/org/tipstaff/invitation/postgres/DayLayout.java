package org.tipstaff.invitation.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.LogLock;
import org.tipstaff.invitation.day.Patience;

/**
 * Lays closed days of PostgreSQL out anew, ordered by source handle, so that a heavy handle is read from pages that lie together.
 *
 * <p>Nobody waits for it: while a day is copied its late rows go to {@link LogDay#LATE}, where searches look too, and the
 * copy takes the day's place, late rows included, in one short transaction. Interrupted anywhere it begins again. The
 * purge goes first: only the exchange keeps it away ({@link LogLock#RUN}), and a day that it destroys meanwhile is gone.
 */
public final class DayLayout {
    /** Of the five columns that both tables have. */
    private static final String COLUMNS = "occurred_at, log, source_sealed, target_sealed, details_sealed";

    private final LogConnections connections;
    private final Clock clock;
    private final Duration closes;
    private final Patience patience;

    /** @param closes how long after its end a day counts as closed: most late rows have come by then */
    public DayLayout(LogConnections connections, Clock clock, Duration closes, Duration patience) {
        this.connections = connections;
        this.clock = clock;
        this.closes = closes;
        this.patience = new Patience(patience);
    }

    /**
     * Lays out every closed day that is not yet; none where another layout is under way. Must not run inside a
     * transaction.
     *
     * @return the days that were laid out
     * @throws LogUnavailable where the database fails, or a reader keeps a day longer than the patience; the day is
     *     finished by a later run
     */
    public List<LogDay> run() {
        return connections.session(session -> {
            if (!LogLock.LAYOUT.tryTake(session)) {
                return List.of();
            }
            try {
                Patience.limit(session);
                List<LogDay> done = new ArrayList<>();
                for (LogDay day : due(session, clock.instant().minus(closes))) {
                    if (layOut(session, day)) {
                        done.add(day);
                    }
                }
                return done;
            } finally {
                Patience.unlimit(session);
                LogLock.releaseAll(session);
            }
        });
    }

    private static List<LogDay> due(Connection session, Instant closed) throws SQLException {
        List<LogDay> found = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT day FROM invitation.day WHERE destroying_at IS NULL"
                        + " AND engine = 'POSTGRESQL' AND laid_out_at IS NULL AND day < '" + LogDay.of(closed)
                        + "' AND " + Days.TABLE_SIZE
                        + " > 0 ORDER BY day")) {
            while (rows.next()) {
                found.add(new LogDay(rows.getObject(1, LocalDate.class)));
            }
        }
        return found;
    }

    /** @return false where retention destroyed the day meanwhile, or took a log out of it: a later run begins again then */
    private boolean layOut(Connection session, LogDay day) throws SQLException {
        // Waits for batches that are appending to the day; from here on its table does not change.
        patience.with(() -> execute(
                session,
                "UPDATE invitation.day SET laying_out_at = COALESCE(laying_out_at, now()) WHERE day = '" + day
                        + "' AND destroying_at IS NULL"));
        try {
            Optional<Integer> before = emptied(session, day);
            if (before.isEmpty()) {
                return false;
            }
            copy(session, day);
            return patience.with(() -> takePlace(session, day, before.get()));
        } catch (SQLException e) {
            if (emptied(session, day).isPresent()) {
                throw e;
            }
            execute(session, "DROP TABLE IF EXISTS " + day.layout());
            return false;
        }
    }

    /**
     * The purge tries again for longer than one attempt takes.
     *
     * @param before the logs that were taken out of the day when it was copied
     */
    private static boolean takePlace(Connection session, LogDay day, int before) throws SQLException {
        LogLock.RUN.take(session);
        try {
            boolean same = emptied(session, day).equals(Optional.of(before));
            if (same) {
                exchange(session, day);
            } else {
                execute(session, "DROP TABLE IF EXISTS " + day.layout());
            }
            return same;
        } finally {
            LogLock.RUN.release(session);
        }
    }

    /** The logs whose rows retention took out of the day; nothing where it destroyed the day. */
    private static Optional<Integer> emptied(Connection session, LogDay day) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT emptied_logs FROM invitation.day"
                        + " WHERE destroying_at IS NULL AND day = '" + day + "'")) {
            return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
        }
    }

    private static void copy(Connection session, LogDay day) throws SQLException {
        execute(session, "DROP TABLE IF EXISTS " + day.layout());
        execute(
                session,
                "CREATE TABLE " + day.layout() + " (LIKE " + LogDay.SHAPE + " INCLUDING CONSTRAINTS, "
                        + day.constraint() + ")");
        execute(
                session,
                "INSERT INTO " + day.layout() + " (" + COLUMNS + ") SELECT " + COLUMNS + " FROM " + day.table()
                        + " ORDER BY source_sealed, occurred_at");
        execute(session, "CREATE INDEX ON " + day.layout() + " (source_sealed)");
        execute(session, "CREATE INDEX ON " + day.layout() + " (target_sealed)");
        execute(session, "VACUUM (FREEZE, ANALYZE) " + day.layout());
    }

    /** Nobody reads or appends to this one day for the milliseconds that it takes. */
    private static void exchange(Connection session, LogDay day) throws SQLException {
        transaction(session, () -> {
            execute(session, "SELECT 1 FROM invitation.day WHERE day = '" + day + "' FOR UPDATE");
            // Whoever waited here would have all later readers of the day wait behind it.
            execute(session, "LOCK TABLE " + day.table() + " IN ACCESS EXCLUSIVE MODE NOWAIT");
            execute(
                    session,
                    "WITH late AS (DELETE FROM " + LogDay.LATE + " WHERE day = '" + day + "' RETURNING " + COLUMNS
                            + ") INSERT INTO " + day.layout() + " (" + COLUMNS + ") SELECT " + COLUMNS + " FROM late");
            execute(session, "DROP TABLE " + day.table());
            execute(session, "ALTER TABLE " + day.layout() + " RENAME TO " + day.tableName());
            execute(
                    session,
                    "UPDATE invitation.day SET laying_out_at = NULL, laid_out_at = now() WHERE day = '" + day + "'");
        });
    }

    private static void transaction(Connection session, Patience.Change change) throws SQLException {
        session.setAutoCommit(false);
        boolean done = false;
        try {
            change.make();
            session.commit();
            done = true;
        } finally {
            if (!done) {
                session.rollback();
            }
            session.setAutoCommit(true);
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
