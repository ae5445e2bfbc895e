package org.tipstaff.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tipstaff.sealing.Sha256;

/** Table {@code audit_checkpoint}: heads of the tree, signed every hour and whenever somebody asks for a proof. */
@ApplicationScoped
public class Checkpoints {
    private final DataSource database;
    private final MerkleTable tree;
    private final CheckpointKey key;
    private final Clock clock;
    private final String origin;

    Checkpoints(
            DataSource database,
            MerkleTable tree,
            CheckpointKey key,
            Clock clock,
            @ConfigProperty(name = "tipstaff.disclosure.portal", defaultValue = "http://localhost:8080")
                    String portal) {
        this.database = database;
        this.tree = tree;
        this.key = key;
        this.clock = clock;
        this.origin = URI.create(portal).getAuthority() + "/audit";
    }

    /**
     * A signed head.
     *
     * @param note as it is published
     * @param publicKey under which the note was signed; 32 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody who could change it
    record Signed(Checkpoint head, String note, byte[] publicKey) {}

    @Scheduled(cron = "0 40 * * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyHour() {
        QuarkusTransaction.requiringNew().run(this::sign);
    }

    /** Signs the head as it is now. Two at once sign the same; the log then has one of them. */
    @Transactional
    void sign() {
        long size = tree.size();
        if (size == 0) {
            return;
        }
        tree.grow(size);
        Checkpoint head = new Checkpoint(origin, size, tree.tree().root(size));
        byte[] publicKey = key.publicKey();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO audit_checkpoint (size, root_hash, signed_at, note, public_key)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
            insert.setLong(1, size);
            insert.setBytes(2, head.root().bytes());
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(4, head.note(publicKey, key.sign(head)));
            insert.setBytes(5, publicKey);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A checkpoint cannot be kept", e);
        }
    }

    /** The first checkpoint that an entry is in, so that the proof of an entry stays the same; signed now where there is none. */
    @Transactional
    Signed covering(long seq) {
        return first(seq).orElseGet(() -> {
            sign();
            return first(seq).orElseThrow();
        });
    }

    private Optional<Signed> first(long seq) {
        return read(
                "SELECT size, root_hash, note, public_key FROM audit_checkpoint WHERE size >= ? ORDER BY size LIMIT 1",
                seq);
    }

    /** The newest note; empty where nothing was signed yet. */
    @Transactional
    public Optional<String> latest() {
        return read(
                        "SELECT size, root_hash, note, public_key FROM audit_checkpoint WHERE size >= ? ORDER BY size DESC LIMIT 1",
                        0)
                .map(Signed::note);
    }

    /** The key under which checkpoints are signed now, as PEM. */
    public String publicKeyPem() {
        return Checkpoint.pem(key.publicKey());
    }

    private Optional<Signed> read(String sql, long from) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, from);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Signed(
                                new Checkpoint(
                                        origin,
                                        row.getLong(1),
                                        new Sha256(HexFormat.of().formatHex(row.getBytes(2)))),
                                row.getString(3),
                                row.getBytes(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The checkpoints cannot be read", e);
        }
    }
}
