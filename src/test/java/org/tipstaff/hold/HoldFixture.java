package org.tipstaff.hold;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.TestDatabase;
import org.tipstaff.audit.AuditLogFake;
import org.tipstaff.demo.EmbeddedDatabase;
import org.tipstaff.hold.snapshot.SnapshotStore;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.PostgresSealedObjects;
import org.tipstaff.sealing.TestKeys;

/** Holds on real PostgreSQL, with the pool and the transaction manager of production; log and audit are fakes. */
final class HoldFixture {
    static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
    static final Handle ALICE = new Handle(Handle.Kind.PHONE, "+12025550123");
    static final Handle BOB = new Handle(Handle.Kind.EMAIL, "bob@example.com");
    static final Handle CAROL = new Handle(Handle.Kind.ACCOUNT, "100200300");
    static final CaseReference CASE = new CaseReference("TS-26-000017");

    private static final TransactionManager MANAGER = manager();
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final DataSource POOL = pool();

    final DataSource source = POOL;
    final FakeInvitationLog log = new FakeInvitationLog();
    final AuditLogFake audit = new AuditLogFake();
    final KeyStore keys = TestKeys.fresh();
    final Holds holds;

    private HoldFixture() {
        HoldTable table = new HoldTable(source);
        SnapshotStore snapshots = new SnapshotStore(new PostgresSealedObjects(keys, source), keys);
        HoldConclusion conclusion = new HoldConclusion(
                new HoldTransactions(MANAGER), log, audit, Clock.fixed(RECEIVED.plusSeconds(5), ZoneOffset.UTC));
        holds = new Holds(
                table,
                new HoldSealing(log, table, snapshots, conclusion),
                new HoldOpening(table, snapshots),
                new HoldDestruction(new Destructions(source, table), table, snapshots, conclusion),
                log);
    }

    static HoldFixture fresh() throws SQLException {
        HoldFixture fixture = new HoldFixture();
        fixture.execute(
                "DELETE FROM sealed_object; DELETE FROM hold_count; DELETE FROM hold_destruction; DELETE FROM hold");
        return fixture;
    }

    private static TransactionManager manager() {
        System.setProperty("ObjectStoreEnvironmentBean.objectStoreDir", "target/object-store");
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    private static DataSource pool() {
        TransactionSynchronizationRegistry registry =
                new com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple();
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(12)
                            .acquisitionTimeout(Duration.ofSeconds(20))
                            .transactionIntegration(new NarayanaTransactionIntegration(MANAGER, registry))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(DATABASE.url())
                                    .principal(new NamePrincipal(EmbeddedDatabase.APPLICATION)))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a request handler runs: in a JTA transaction. */
    static <T> T inTransaction(Callable<T> work) throws Exception {
        MANAGER.begin();
        try {
            return work.call();
        } finally {
            MANAGER.commit();
        }
    }

    void begin(Terms terms) throws Exception {
        begin(terms, RECEIVED);
    }

    void begin(Terms terms, Instant receivedAt) throws Exception {
        inTransaction(() -> {
            holds.begin(CASE, terms, receivedAt);
            return true;
        });
    }

    Snapshot held(Terms terms) throws Exception {
        begin(terms);
        return holds.seal(CASE, terms);
    }

    List<LogRecord> rows(Terms filed, Terms granted) throws IOException {
        List<LogRecord> rows = new ArrayList<>();
        holds.open(CASE, filed, granted, (item, row) -> rows.add(row));
        return rows;
    }

    /** As the owner of the tables, who may do what an attacker with the disk may. */
    void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    static Terms terms(Handle... handles) {
        return terms(Set.of(handles), "2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z");
    }

    static Terms terms(Set<Handle> handles, String from, String to) {
        return new Terms(
                List.copyOf(handles),
                EnumSet.of(LogKind.CAPABILITY_QUERY, LogKind.SIGN_IN),
                Direction.BY_SOURCE,
                new TimeRange(Instant.parse(from), Instant.parse(to)));
    }

    static LogRecord query(Instant at, Handle source, Handle target) {
        return row(LogKind.CAPABILITY_QUERY, at, source, target);
    }

    static LogRecord signIn(Instant at, Handle source) {
        return row(LogKind.SIGN_IN, at, source, null);
    }

    private static LogRecord row(LogKind log, Instant at, Handle source, @Nullable Handle target) {
        return new LogRecord(
                log,
                at,
                source,
                target,
                new LogDetails("192.0.2.7", "com.apple.madrid", 2, "Device/1.0 (é)", "Phone1,1", ""));
    }
}
