package org.tipstaff.invitation;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.tipstaff.PostgresVersion;
import org.tipstaff.TestDatabase;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.KeyStoreFake;

/** A log on real PostgreSQL with a clock that stands still, and rows to put into it. */
final class LogFixture {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final Handle ALICE = new Handle(Handle.Kind.PHONE, "+12025550110");
    static final Handle BOB = new Handle(Handle.Kind.EMAIL, "bob@example.com");
    static final Handle CAROL = new Handle(Handle.Kind.ACCOUNT, "123456789012");
    static final Set<LogKind> ALL = EnumSet.allOf(LogKind.class);
    static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    /** As the application has it. */
    static final DayParts PARTS = new DayParts(24);

    private static final Engines DIVIDED = (connections, of, clock) -> postgresOnly(PARTS, clock);

    /** Without a configured ring: a day that lies in one can be neither read nor written to, and says so. */
    static RowStores postgresOnly(DayParts parts, Clock clock) {
        return new RowStores(Engine.POSTGRESQL, new PostgresRows(parts, clock), new UnconfiguredRows());
    }

    final ClockFake clock = new ClockFake(NOW);
    final KeyStoreFake keys = new KeyStoreFake();
    final TestDatabase database;
    final DataSource source;
    final LogConnections connections;
    final RetentionRuns runs;
    final RetentionTable retentions;
    final RowStores stores;
    final SealedInvitationLog log;
    /** By how much the database's clock is behind. */
    Duration behind = Duration.ZERO;

    /** The engines of a log. */
    @FunctionalInterface
    interface Engines {
        RowStores of(LogConnections connections, RetentionTable retentions, Clock clock);
    }

    LogFixture() {
        this(PostgresVersion.EMBEDDED);
    }

    LogFixture(PostgresVersion version) {
        this(version, Retentions.defaults());
    }

    LogFixture(PostgresVersion version, Retentions configured) {
        this(version, configured, DIVIDED);
    }

    LogFixture(Retentions configured, Engines engines) {
        this(PostgresVersion.EMBEDDED, configured, engines);
    }

    private LogFixture(PostgresVersion version, Retentions configured, Engines engines) {
        database = version.fresh();
        source = database.application();
        connections = LogConnections.plain(source);
        runs = new RetentionRuns(connections);
        retentions = new RetentionTable(connections, configured);
        stores = engines.of(connections, retentions, clock);
        log = log(Duration.ofSeconds(20));
    }

    /** The same log with the same days, as another configuration of the engines opens it. */
    SealedInvitationLog reconfigured(RowStores others) {
        return log(keys, Duration.ofSeconds(20), others);
    }

    SealedInvitationLog log(Duration patience) {
        return log(keys, patience);
    }

    SealedInvitationLog log(KeyStore others, Duration patience) {
        return log(others, patience, stores);
    }

    private SealedInvitationLog log(KeyStore keys, Duration patience, RowStores engines) {
        return new SealedInvitationLog(
                connections,
                keys,
                clock,
                retentions,
                new SealedInvitationLog.Rules(
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        patience,
                        Duration.ofHours(6),
                        database -> clock.instant().minus(behind)),
                engines);
    }

    /** The same log, which gives up at the first lock that it does not get. */
    SealedInvitationLog impatient() {
        return log(Duration.ZERO);
    }

    static LogRecord query(Instant at, Handle source, Handle target) {
        return new LogRecord(LogKind.CAPABILITY_QUERY, at, source, target, details());
    }

    static LogDetails details() {
        return new LogDetails("192.0.2.7", "com.apple.madrid", 2, "agent/1 \u00e9", "iPhone16,1", "26.1");
    }

    void append(LogRecord... rows) {
        log.append(java.util.UUID.randomUUID().toString(), List.of(rows).iterator());
    }

    List<LogRecord> read(Search search, Instant asOf) throws IOException {
        List<LogRecord> found = new ArrayList<>();
        log.read(search, asOf, found::add);
        return found;
    }

    List<LogRecord> bySource(Handle handle) throws IOException {
        return read(new Search(Set.of(handle), ALL, Direction.BY_SOURCE, EVER), clock.instant());
    }

    Optional<RetentionRun> purge() {
        return log.purge(runs);
    }

    long number(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
