package org.tipstaff.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;

/** Table {@code disclosure_receipt}; the application cannot change a row. Everything joins the caller's transaction. */
@ApplicationScoped
public class ReceiptTable {
    private final DataSource database;

    ReceiptTable(DataSource database) {
        this.database = database;
    }

    public void add(Edition edition, FileKind kind, Request.Person actor, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO disclosure_receipt (reference, edition, position, kind, actor, actor_name, received_at)
                        SELECT d.reference, d.edition,
                               1 + (SELECT count(*) FROM disclosure_receipt r WHERE r.reference = d.reference), ?, ?, ?, ?
                        FROM (SELECT reference, edition FROM disclosure WHERE reference = ? AND edition = ? FOR UPDATE) d""")) {
            insert.setString(1, kind.name());
            insert.setString(2, actor.id());
            insert.setString(3, actor.name());
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            insert.setString(5, edition.reference().value());
            insert.setInt(6, edition.number());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A receipt cannot be written", e);
        }
    }

    /** Of every edition, the first one first. */
    List<Receipt> of(CaseReference reference) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT kind, actor_name, received_at, edition FROM disclosure_receipt
                        WHERE reference = ? ORDER BY position""")) {
            select.setString(1, reference.value());
            List<Receipt> receipts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    receipts.add(new Receipt(
                            new Edition(reference, row.getInt(4)),
                            FileKind.valueOf(row.getString(1)),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
            return List.copyOf(receipts);
        } catch (SQLException e) {
            throw new IllegalStateException("Receipts cannot be read", e);
        }
    }
}
