package org.tipstaff.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.tipstaff.identity.Actor;
import org.tipstaff.sealing.Sha256;

/**
 * The audit log in PostgreSQL. Entries are numbered without a gap: a transaction-wide advisory lock orders the writers
 * until they commit, because a sequence would leave holes where transactions roll back.
 */
@ApplicationScoped
public class PostgresAuditLog implements AuditLog {
    /** Any constant that no other advisory lock of this database uses. */
    private static final long LOCK = 0x7469_7073_6175_6474L;

    private final DataSource database;
    private final Clock clock;

    public PostgresAuditLog(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditAction action, Actor actor, String subject, Map<String, String> details) {
        append(AuditEntry.of(action, Instant.now(clock), actor, subject, details));
    }

    @Override
    public void recordRefusal(Actor actor, String subject, Map<String, String> details) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        append(AuditEntry.of(AuditAction.ACCESS_REFUSED, Instant.now(clock), actor, subject, details)));
    }

    private void append(AuditEntry entry) {
        byte[] canonical = entry.canonical();
        Sha256 hash = AuditEntry.hash(canonical);
        try (Connection connection = database.getConnection()) {
            lock(connection);
            Head head = head(connection);
            insertEntry(connection, head.seq() + 1, entry, canonical);
            insertLink(connection, head.seq() + 1, AuditChain.link(head.hash(), hash));
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log does not take an entry", e);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    private record Head(long seq, Sha256 hash) {}

    private static Head head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(
                        "SELECT seq, encode(chain_hash, 'hex') FROM audit_chain ORDER BY seq DESC LIMIT 1")) {
            return last.next()
                    ? new Head(last.getLong(1), new Sha256(last.getString(2)))
                    : new Head(0, AuditChain.START);
        }
    }

    private static void insertEntry(Connection connection, long seq, AuditEntry entry, byte[] canonical)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO audit_entry (seq, occurred_at, action, actor, subject, canonical, entry_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, seq);
            insert.setObject(2, entry.occurredAt().atOffset(ZoneOffset.UTC));
            insert.setString(3, entry.action().name());
            insert.setString(4, entry.actor());
            insert.setString(5, entry.subject());
            insert.setBytes(6, canonical);
            insert.setBytes(7, AuditEntry.hash(canonical).bytes());
            insert.executeUpdate();
        }
    }

    private static void insertLink(Connection connection, long seq, Sha256 link) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO audit_chain (seq, chain_hash) VALUES (?, ?)")) {
            insert.setLong(1, seq);
            insert.setBytes(2, link.bytes());
            insert.executeUpdate();
        }
    }
}
