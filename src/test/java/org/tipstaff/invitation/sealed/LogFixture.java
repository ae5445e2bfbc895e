package org.tipstaff.invitation.sealed;

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
import org.tipstaff.invitation.ClockFake;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.day.UnconfiguredRows;
import org.tipstaff.invitation.postgres.DayParts;
import org.tipstaff.invitation.postgres.PostgresRows;
import org.tipstaff.invitation.retention.RetentionRun;
import org.tipstaff.invitation.retention.RetentionRuns;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.KeyStoreFake;

/** A log on real PostgreSQL with a clock that stands still, and rows to put into it. */
public final class LogFixture {
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    public static final Handle ALICE = new Handle(Handle.Kind.PHONE, "+12025550110");
    public static final Handle BOB = new Handle(Handle.Kind.EMAIL, "bob@example.com");
    public static final Handle CAROL = new Handle(Handle.Kind.ACCOUNT, "123456789012");
    public static final Set<LogKind> ALL = EnumSet.allOf(LogKind.class);
    public static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    /** As the application has it. */
    public static final DayParts PARTS = new DayParts(24);

    private static final Engines DIVIDED = (connections, of, clock) -> postgresOnly(PARTS, clock);

    /** Without a configured ring: a day that lies in one can be neither read nor written to, and says so. */
    public static RowStores postgresOnly(DayParts parts, Clock clock) {
        return new RowStores(Engine.POSTGRESQL, new PostgresRows(parts, clock), new UnconfiguredRows());
    }

    public final ClockFake clock = new ClockFake(NOW);
    public final KeyStoreFake keys = new KeyStoreFake();
    public final TestDatabase database;
    public final DataSource source;
    public final LogConnections connections;
    public final RetentionRuns runs;
    public final RetentionTable retentions;
    final RowStores stores;
    public final SealedInvitationLog log;
    /** By how much the database's clock is behind. */
    public Duration behind = Duration.ZERO;

    /** The engines of a log. */
    @FunctionalInterface
    public interface Engines {
        RowStores of(LogConnections connections, RetentionTable retentions, Clock clock);
    }

    public LogFixture() {
        this(PostgresVersion.EMBEDDED);
    }

    public LogFixture(PostgresVersion version) {
        this(version, Retentions.defaults());
    }

    public LogFixture(PostgresVersion version, Retentions configured) {
        this(version, configured, DIVIDED);
    }

    public LogFixture(Retentions configured, Engines engines) {
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
    public SealedInvitationLog reconfigured(RowStores others) {
        return log(keys, Duration.ofSeconds(20), others);
    }

    public SealedInvitationLog log(Duration patience) {
        return log(keys, patience);
    }

    public SealedInvitationLog log(KeyStore others, Duration patience) {
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
    public SealedInvitationLog impatient() {
        return log(Duration.ZERO);
    }

    public static LogRecord query(Instant at, Handle source, Handle target) {
        return new LogRecord(LogKind.CAPABILITY_QUERY, at, source, target, details());
    }

    public static LogDetails details() {
        return new LogDetails("192.0.2.7", "com.apple.madrid", 2, "agent/1 \u00e9", "iPhone16,1", "26.1");
    }

    public void append(LogRecord... rows) {
        log.append(java.util.UUID.randomUUID().toString(), List.of(rows).iterator());
    }

    public List<LogRecord> read(Search search, Instant asOf) throws IOException {
        List<LogRecord> found = new ArrayList<>();
        log.read(search, asOf, found::add);
        return found;
    }

    public List<LogRecord> bySource(Handle handle) throws IOException {
        return read(new Search(Set.of(handle), ALL, Direction.BY_SOURCE, EVER), clock.instant());
    }

    public Optional<RetentionRun> purge() {
        return log.purge(runs);
    }

    public long number(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String text(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
