package org.tipstaff.document;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.tipstaff.sealing.Sha256;

/** The rows of received documents. */
final class DocumentTable {
    private final DataSource database;

    DocumentTable(DataSource database) {
        this.database = database;
    }

    /** What stands in the open: nothing that is written in the document, nor its name. */
    record Row(long size, Sha256 sha256, Optional<RefusalReason> refusal) {}

    void insert(OrderDocument document, String ownerKey, Instant receivedAt) {
        Inspection inspection = document.inspection();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO order_document (id, owner_key, sha256, size_bytes, pages, outcome, refusal_reason,
                                                    signature_verdict, image_only, received_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, document.id());
            insert.setString(2, ownerKey);
            insert.setString(3, document.sha256().hex());
            insert.setLong(4, document.size());
            insert.setInt(5, inspection.pages());
            insert.setString(6, inspection.outcome().name());
            insert.setString(7, inspection.refusal().map(Enum::name).orElse(null));
            insert.setString(8, inspection.signature().verdict().name());
            insert.setBoolean(9, inspection.imageOnly());
            insert.setObject(10, receivedAt.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A document could not be recorded", e);
        }
    }

    Optional<Row> find(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT size_bytes, sha256, refusal_reason FROM order_document WHERE id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Optional<RefusalReason> refusal =
                        Optional.ofNullable(row.getString(3)).map(RefusalReason::valueOf);
                return Optional.of(new Row(row.getLong(1), new Sha256(row.getString(2)), refusal));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A document could not be looked up", e);
        }
    }

    /** The documents with these bytes, taken or refused, the oldest first. */
    List<UUID> sameBytes(Sha256 sha256) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id FROM order_document WHERE sha256 = ? ORDER BY received_at, id")) {
            select.setString(1, sha256.hex());
            try (ResultSet rows = select.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return ids;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Documents could not be looked up", e);
        }
    }

    void delete(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM order_document WHERE id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A document could not be deleted", e);
        }
    }
}
