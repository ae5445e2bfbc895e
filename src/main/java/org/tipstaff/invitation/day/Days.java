package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.LogUnreadable;

/** The days of the log: which were opened, which were destroyed, and the engine that each lies in. */
public final class Days {
    /**
     * How tables of a day are made: no vacuum only because rows were inserted. It would go through all of them once more,
     * and keep the layout, which freezes what it writes, from exchanging the table meanwhile. Statistics are gathered as
     * ever.
     */
    public static final String UNVISITED = " WITH (autovacuum_vacuum_insert_threshold = -1)";

    /**
     * Pages of a day's tables, in bytes, in a query on {@code invitation.day}; for a day of Cassandra 1 where it was ever
     * written to. A table that another one replaces while it is asked for has no size; to take that for an empty day
     * would lose its rows.
     */
    public static final String TABLE_SIZE = "CASE WHEN destroying_at IS NOT NULL THEN 0 WHEN engine = 'CASSANDRA' THEN"
            + " (SELECT count(*) FROM invitation.written_day written WHERE written.day = day.day)"
            + " ELSE COALESCE((SELECT sum(COALESCE(pg_relation_size(t), 1)) FROM invitation.day_tables(day) t), 1) END";

    private final LogConnections connections;
    private final DayKeys keys;
    private final Clock clock;
    private final RowStores stores;
    private final RecordIds ids;

    /**
     * A day that was opened.
     *
     * @param destroyed by retention, wholly or in part, or past the instant until which its rows are surely kept: nobody
     *     reads it any more
     * @param mayHaveRows whether one of its tables has a page: rows, or the traces of rows that were deleted or never committed
     * @param layingOut whether late rows of the day wait in {@link LogDay#LATE}
     * @param keyCheck see {@link DaySeal#keyCheck}; none for a day opened before there were any
     * @param keptUntil when Cassandra lets the rows go; none for a day of PostgreSQL
     */
    public record Opened(
            LogDay day,
            boolean destroyed,
            boolean mayHaveRows,
            boolean layingOut,
            byte @Nullable [] keyCheck,
            Engine engine,
            @Nullable Instant keptUntil) {
        private static final String COLUMNS = "destroying_at IS NOT NULL, " + TABLE_SIZE
                + " > 0, laying_out_at IS NOT NULL, key_check, engine, kept_until FROM invitation.day";

        static Opened of(LogDay day, Instant now, ResultSet row, int column) throws SQLException {
            OffsetDateTime until = row.getObject(column + 5, OffsetDateTime.class);
            Instant keptUntil = until == null ? null : until.toInstant();
            return new Opened(
                    day,
                    row.getBoolean(column) || (keptUntil != null && !now.isBefore(keptUntil)),
                    row.getBoolean(column + 1),
                    row.getBoolean(column + 2),
                    row.getBytes(column + 3),
                    Engine.valueOf(row.getString(column + 4)),
                    keptUntil);
        }

        public boolean isSealedBy(DaySeal seal) {
            return keyCheck == null || seal.passes(keyCheck);
        }
    }

    public Days(LogConnections connections, DayKeys keys, Clock clock, RowStores stores) {
        this.connections = connections;
        this.keys = keys;
        this.clock = clock;
        this.stores = stores;
        this.ids = new RecordIds(connections);
    }

    public RecordIds ids() {
        return ids;
    }

    public RowStore store(Engine engine) {
        return stores.of(engine);
    }

    /** Opens today and the days after it, so that no append waits for a new table. */
    public void openAhead(int daysAhead) {
        LogDay today = LogDay.of(clock.instant());
        for (int ahead = 0; ahead <= daysAhead; ahead++) {
            open(new LogDay(today.date().plusDays(ahead)));
        }
    }

    /** The engines in which rows lie or may be written to. */
    public Set<Engine> enginesInUse(Connection connection) throws SQLException {
        Set<Engine> found = EnumSet.of(stores.ofNewDays());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT engine FROM invitation.day WHERE destroying_at IS NULL")) {
            while (rows.next()) {
                found.add(Engine.valueOf(rows.getString(1)));
            }
        }
        return found;
    }

    /** The opened days from one to another, both inclusive, in order. */
    public List<Opened> between(Connection connection, LogDay first, LogDay last) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT day, " + Opened.COLUMNS + " WHERE day BETWEEN ? AND ? ORDER BY day")) {
            select.setObject(1, first.date());
            select.setObject(2, last.date());
            List<Opened> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(Opened.of(new LogDay(rows.getObject(1, LocalDate.class)), clock.instant(), rows, 2));
                }
            }
            return found;
        }
    }

    /** Where rows of a day go. */
    public record Place(DaySeal seal, Opened opened) {
        public Engine engine() {
            return opened.engine();
        }

        /** In PostgreSQL, with its schema. */
        public String table() {
            return opened.layingOut() ? LogDay.LATE : opened.day().table();
        }
    }

    /**
     * The seal and the table of a day that rows are about to be appended to, opened where it is new; nothing where retention has
     * destroyed the day. The day cannot be destroyed before the transaction ends.
     *
     * @throws LogUnreadable where the day has rows and its key is lost or another one: a second key would hide that
     */
    public Optional<Place> forAppend(Connection connection, LogDay day) throws SQLException {
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
            return Optional.of(written(new Place(seal.get(), found)));
        }
        if (found.mayHaveRows()) {
            throw seal.isPresent() ? LogUnreadable.keyWrong(day.date()) : LogUnreadable.keyMissing(day.date());
        }
        return Optional.of(written(new Place(beginAnew(connection, day), found)));
    }

    /** A day of Cassandra has no table to look at: that it is written to is known before its first row. */
    private Place written(Place place) {
        if (place.engine() == Engine.CASSANDRA && !place.opened().mayHaveRows()) {
            connections.beside(connection -> {
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO invitation.written_day (day) VALUES (?) ON CONFLICT DO NOTHING")) {
                    insert.setObject(1, place.opened().day().date());
                    insert.executeUpdate();
                }
            });
        }
        return place;
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

    private Optional<Opened> share(Connection connection, LogDay day) throws SQLException {
        // FOR SHARE: whoever marks the day as being destroyed waits for this transaction, and the other way round.
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + Opened.COLUMNS + " WHERE day = ? FOR SHARE")) {
            select.setObject(1, day.date());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Opened.of(day, clock.instant(), rows, 1)) : Optional.empty();
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
            LogLock.DAYS.takeInTransaction(connection);
            if (!isOpen(connection, day)) {
                // Keys first: a day without keys could not be told from one whose keys are lost.
                create(connection, day, keys.create(day));
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

    private void create(Connection connection, LogDay day, DaySeal seal) throws SQLException {
        Instant keptUntil = stores.of(stores.ofNewDays()).keptUntil(connection, day);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO invitation.day (day, opened_at, key_check, engine, kept_until) VALUES (?, ?, ?, ?, ?)")) {
            insert.setObject(1, day.date());
            insert.setObject(2, LogTime.utc(clock.instant()));
            insert.setBytes(3, seal.keyCheck());
            insert.setString(4, stores.ofNewDays().name());
            insert.setObject(5, keptUntil == null ? null : LogTime.utc(keptUntil), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.executeUpdate();
        }
        stores.of(stores.ofNewDays()).open(connection, day);
    }
}
