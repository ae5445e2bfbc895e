package org.tipstaff.disclosure.custody;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.identity.Actor;

/** Table {@code disclosure_opening}; the application cannot change a row. Everything joins the caller's transaction. */
@ApplicationScoped
class OpeningTable {
    private final DataSource database;

    OpeningTable(DataSource database) {
        this.database = database;
    }

    /** Notes the first opening; further ones are in the audit log. */
    void add(Disclosure prepared, FileKind kind, Actor custodian, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO disclosure_opening (reference, edition, preview_sha256, kind, actor, opened_at)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                    """)) {
            insert.setString(1, prepared.reference().value());
            insert.setInt(2, prepared.edition().number());
            insert.setString(3, prepared.previewHash().hex());
            insert.setString(4, kind.name());
            insert.setString(5, custodian.id());
            insert.setObject(6, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("An opening cannot be written", e);
        }
    }

    /** The files that a custodian opened, of what is prepared now. */
    Set<FileKind> of(Disclosure prepared, Actor custodian) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                    SELECT kind FROM disclosure_opening
                    WHERE reference = ? AND edition = ? AND preview_sha256 = ? AND actor = ?\
                    """)) {
            select.setString(1, prepared.reference().value());
            select.setInt(2, prepared.edition().number());
            select.setString(3, prepared.previewHash().hex());
            select.setString(4, custodian.id());
            Set<FileKind> opened = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    opened.add(FileKind.valueOf(row.getString(1)));
                }
            }
            return opened;
        } catch (SQLException e) {
            throw new IllegalStateException("Openings cannot be read", e);
        }
    }
}
