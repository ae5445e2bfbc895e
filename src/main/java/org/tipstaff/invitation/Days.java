package org.tipstaff.invitation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The days of the log: which were opened, which were destroyed, and the partition of each. */
final class Days {
    /**
     * Pages of a day's table, in bytes, in a query on {@code invitation.day}. A table that another one replaces while it
     * is asked for has no size; to take that for an empty day would lose its rows.
     */
    static final String TABLE_SIZE =
            "CASE WHEN destroying_at IS NULL THEN COALESCE(pg_relation_size(to_regclass('invitation.record_'"
                    + " || to_char(day, 'YYYYMMDD'))), 1) ELSE 0 END";

    private final LogConnections connections;
    private final DayKeys keys;
    private final Clock clock;

    /**
     * A day that was opened.
     *
     * @param destroyed by retention, wholly or in part: nobody reads it any more
     * @param mayHaveRows whether its table has a page: rows, or the traces of rows that were deleted or never committed
     * @param layingOut whether late rows of the day wait in {@link LogDay#LATE}
     * @param keyCheck see {@link DaySeal#keyCheck}; none for a day opened before there were any
     */
    record Opened(LogDay day, boolean destroyed, boolean mayHaveRows, boolean layingOut, byte @Nullable [] keyCheck) {
        private static final String COLUMNS = "destroying_at IS NOT NULL, " + TABLE_SIZE
                + " > 0, laying_out_at IS NOT NULL, key_check FROM invitation.day";

        static Opened of(LogDay day, ResultSet row, int column) throws SQLException {
            return new Opened(
                    day,
                    row.getBoolean(column),
                    row.getBoolean(column + 1),
                    row.getBoolean(column + 2),
                    row.getBytes(column + 3));
        }

        boolean isSealedBy(DaySeal seal) {
            return keyCheck == null || seal.passes(keyCheck);
        }
    }

    Days(LogConnections connections, DayKeys keys, Clock clock) {
        this.connections = connections;
        this.keys = keys;
        this.clock = clock;
    }

    /** Opens today and the days after it, so that no append waits for a new partition. */
    void openAhead(int daysAhead) {
        LogDay today = LogDay.of(clock.instant());
        for (int ahead = 0; ahead <= daysAhead; ahead++) {
            open(new LogDay(today.date().plusDays(ahead)));
        }
    }

    /** The opened days from one to another, both inclusive, in order. */
    List<Opened> between(Connection connection, LogDay first, LogDay last) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT day, " + Opened.COLUMNS + " WHERE day BETWEEN ? AND ? ORDER BY day")) {
            select.setObject(1, first.date());
            select.setObject(2, last.date());
            List<Opened> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(Opened.of(new LogDay(rows.getObject(1, LocalDate.class)), rows, 2));
                }
            }
            return found;
        }
    }

    /**
     * Where rows of a day go.
     *
     * @param table with its schema
     */
    record Place(DaySeal seal, String table) {}

    /**
     * The seal and the table of a day that rows are about to be appended to, opened where it is new; nothing where retention has
     * destroyed the day. The day cannot be destroyed before the transaction ends.
     *
     * @throws LogUnreadable where the day has rows and its key is lost or another one: a second key would hide that
     */
    Optional<Place> forAppend(Connection connection, LogDay day) throws SQLException {
        Optional<Opened> opened = share(connection, day);
        if (opened.isEmpty()) {
            open(day);
            opened = share(connection, day);
        }
        Opened found = opened.orElseThrow(() -> new IllegalStateException("The day " + day + " was not opened"));
        if (found.destroyed()) {
            return Optional.empty();
        }
        Optional<DaySeal> seal = keys.find(day);
        if (seal.isPresent() && found.isSealedBy(seal.get())) {
            return Optional.of(new Place(seal.get(), found.layingOut() ? LogDay.LATE : day.partition()));
        }
        if (found.mayHaveRows()) {
            throw seal.isPresent() ? LogUnreadable.keyWrong(day) : LogUnreadable.keyMissing(day);
        }
        return Optional.of(new Place(beginAnew(connection, day), day.partition()));
    }

    /** Nothing was ever sealed under the keys that were lost. */
    private DaySeal beginAnew(Connection connection, LogDay day) throws SQLException {
        DaySeal seal = keys.create(day);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE invitation.day SET key_check = ? WHERE day = ?")) {
            update.setBytes(1, seal.keyCheck());
            update.setObject(2, day.date());
            update.executeUpdate();
        }
        return seal;
    }

    private static Optional<Opened> share(Connection connection, LogDay day) throws SQLException {
        // FOR SHARE: whoever marks the day as being destroyed waits for this transaction, and the other way round.
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + Opened.COLUMNS + " WHERE day = ? FOR SHARE")) {
            select.setObject(1, day.date());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Opened.of(day, rows, 1)) : Optional.empty();
            }
        }
    }

    private void open(LogDay day) {
        connections.beside(connection -> {
            try (Statement statement = connection.createStatement()) {
                // Bounded: a purge may be waiting for the very batch that waits here.
                statement.execute("SET LOCAL lock_timeout = '10s'");
            }
            if (isOpen(connection, day)) {
                return;
            }
            LogLock.PARTITIONS.takeInTransaction(connection);
            if (!isOpen(connection, day)) {
                // Keys first: a partition without keys could not be told from one whose keys are lost.
                createPartition(connection, day, keys.create(day));
            }
        });
    }

    private boolean isOpen(Connection connection, LogDay day) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM invitation.day WHERE day = ?")) {
            select.setObject(1, day.date());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void createPartition(Connection connection, LogDay day, DaySeal seal) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO invitation.day (day, opened_at, key_check) VALUES (?, ?, ?)");
                Statement statement = connection.createStatement()) {
            insert.setObject(1, day.date());
            insert.setObject(2, LogTime.utc(clock.instant()));
            insert.setBytes(3, seal.keyCheck());
            insert.executeUpdate();
            // Created apart and attached: CREATE TABLE … PARTITION OF would lock every reader and writer out.
            statement.execute("CREATE TABLE " + day.partition() + " (LIKE invitation.record INCLUDING ALL)");
            statement.execute("ALTER TABLE invitation.record ATTACH PARTITION " + day.partition()
                    + " FOR VALUES FROM ('" + day.start() + "') TO ('" + day.end() + "')");
        }
    }
}
