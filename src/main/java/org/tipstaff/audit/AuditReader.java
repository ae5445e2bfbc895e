package org.tipstaff.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;

/** Reads the audit log, and checks it as an outsider would: from the stored bytes alone. */
@ApplicationScoped
public class AuditReader {
    private final DataSource database;

    public AuditReader(DataSource database) {
        this.database = database;
    }

    /**
     * An entry with its place.
     *
     * @param canonical the stored bytes that the hash is over
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody who could change it
    public record Numbered(long seq, AuditEntry entry, byte[] canonical, Sha256 hash, Sha256 chainHash) {}

    /** Which entries; newest first. Null means any. */
    public record Filter(
            @Nullable String subject,
            @Nullable String actor,
            @Nullable AuditAction action) {
        public static final Filter ANY = new Filter(null, null, null);
    }

    /**
     * @param before entries with a smaller number only; {@link Long#MAX_VALUE} for the newest
     * @param limit at most so many
     */
    @Transactional
    public List<Numbered> entries(Filter filter, long before, int limit) {
        String sql = """
                SELECT e.seq, e.canonical, encode(c.chain_hash, 'hex')
                FROM audit_entry e JOIN audit_chain c USING (seq)
                WHERE e.seq < ? AND (?::text IS NULL OR e.subject = ?) AND (?::text IS NULL OR e.actor = ?)
                  AND (?::text IS NULL OR e.action = ?)
                ORDER BY e.seq DESC LIMIT ?""";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            String action = filter.action() == null ? null : filter.action().name();
            select.setLong(1, before);
            select.setString(2, filter.subject());
            select.setString(3, filter.subject());
            select.setString(4, filter.actor());
            select.setString(5, filter.actor());
            select.setString(6, action);
            select.setString(7, action);
            select.setInt(8, limit);
            List<Numbered> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] canonical = rows.getBytes(2);
                    found.add(new Numbered(
                            rows.getLong(1),
                            AuditEntry.parse(canonical),
                            canonical,
                            AuditEntry.hash(canonical),
                            new Sha256(rows.getString(3))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be read", e);
        }
    }

    /** Number of entries and the hash over all of them. */
    public record Head(long size, Sha256 hash) {}

    @Transactional
    public Head head() {
        List<Numbered> last = entries(Filter.ANY, Long.MAX_VALUE, 1);
        return last.isEmpty()
                ? new Head(0, AuditChain.START)
                : new Head(last.get(0).seq(), last.get(0).chainHash());
    }

    /**
     * Walks the whole log and computes every hash anew.
     *
     * @return number of the first entry that does not fit: its bytes, its number, its link, or a checkpoint made
     *     after it; empty where all fit
     */
    @Transactional
    public Optional<Long> firstBroken() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT e.seq, e.canonical, encode(e.entry_hash, 'hex'), encode(c.chain_hash, 'hex'),
                               e.action, e.actor, e.subject, e.occurred_at, encode(p.root_hash, 'hex')
                        FROM audit_entry e LEFT JOIN audit_chain c USING (seq)
                        LEFT JOIN audit_checkpoint p ON p.size = e.seq ORDER BY e.seq""")) {
            select.setFetchSize(5_000);
            Sha256 chain = AuditChain.START;
            MerkleRange tree = new MerkleRange();
            long expected = 1;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] canonical = rows.getBytes(2);
                    Sha256 hash = AuditEntry.hash(canonical);
                    chain = AuditChain.link(chain, hash);
                    tree.add(hash);
                    // Bytes whose hash does not fit may be no entry at all: they are not parsed.
                    boolean fits = rows.getLong(1) == expected
                            && hash.hex().equals(rows.getString(3))
                            && chain.hex().equals(rows.getString(4))
                            && (rows.getString(9) == null || tree.root().hex().equals(rows.getString(9)))
                            && columnsFit(rows, AuditEntry.parse(canonical));
                    if (!fits) {
                        return Optional.of(expected);
                    }
                    expected++;
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be read", e);
        }
    }

    /** The columns serve the search only, so what they say must be what the hashed bytes say. */
    private static boolean columnsFit(ResultSet row, AuditEntry entry) throws SQLException {
        return entry.action().name().equals(row.getString(5))
                && entry.actor().equals(row.getString(6))
                && entry.subject().equals(row.getString(7))
                && entry.occurredAt()
                        .equals(row.getObject(8, OffsetDateTime.class).toInstant());
    }
}
