package org.tipstaff.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.tipstaff.sealing.Sha256;

/** Table {@code audit_subtree}, and the leaves in {@code audit_entry}. Everything joins the caller's transaction. */
@ApplicationScoped
class MerkleTable {
    private static final int WIDTH = 1 << MerkleTree.TILE;

    private final DataSource database;

    MerkleTable(DataSource database) {
        this.database = database;
    }

    /** The tree as it lies here; reads at most a few hundred hashes for a root or a path, whatever the log's size. */
    MerkleTree tree() {
        Map<String, Sha256> read = new HashMap<>();
        return new MerkleTree((height, position) -> {
            Sha256 known = read.get(height + "/" + position);
            if (known != null) {
                return known;
            }
            readTile(height, position - position % WIDTH, read);
            return java.util.Objects.requireNonNull(read.get(height + "/" + position), "A part of the tree is missing");
        });
    }

    /** Keeps the roots of the subtrees that are complete in the first {@code size} entries. Idempotent. */
    void grow(long size) {
        for (int height = MerkleTree.TILE; size >> height > 0; height += MerkleTree.TILE) {
            for (long position = kept(height); position < size >> height; position++) {
                keep(height, position, tree().complete(height, position));
            }
        }
    }

    /** How many entries there are that this transaction sees; they have no gap. */
    long size() {
        return number("SELECT coalesce(max(seq), 0) FROM audit_entry", 0);
    }

    private long kept(int height) {
        return number("SELECT coalesce(max(position) + 1, 0) FROM audit_subtree WHERE height = ?", height);
    }

    private long number(String sql, int height) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            if (height > 0) {
                select.setInt(1, height);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be read", e);
        }
    }

    private void readTile(int height, long from, Map<String, Sha256> into) {
        String sql = height == 0
                ? "SELECT seq - 1, encode(entry_hash, 'hex') FROM audit_entry WHERE seq > ? AND seq <= ?"
                : "SELECT position, encode(hash, 'hex') FROM audit_subtree WHERE position >= ? AND position < ? AND height = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, from);
            select.setLong(2, from + WIDTH);
            if (height > 0) {
                select.setInt(3, height);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    into.put(height + "/" + row.getLong(1), new Sha256(row.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be read", e);
        }
    }

    private void keep(int height, long position, Sha256 hash) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO audit_subtree (height, position, hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setInt(1, height);
            insert.setLong(2, position);
            insert.setBytes(3, hash.bytes());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log does not take a subtree", e);
        }
    }
}
