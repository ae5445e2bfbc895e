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
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.stamp.DocumentStamp;
import org.tipstaff.signing.stamp.StampColumns;

/** Table {@code disclosure_stamp}. Everything joins the caller's transaction. */
@ApplicationScoped
public class StampTable {
    private final DataSource database;

    StampTable(DataSource database) {
        this.database = database;
    }

    /**
     * The last time-stamp of a signed disclosure.
     *
     * @param stamp null where it was signed before time-stamps were recorded
     */
    public record Last(
            Edition edition, int position, @Nullable DocumentStamp stamp) {}

    /** A revision of the signed document. */
    public record Revision(int position, Sha256 sha256, Instant at) {}

    /** What is recorded of one stamp. */
    public record Entry(Edition edition, int position, Sha256 sha256, long bytes, DocumentStamp stamp) {}

    public void keep(Entry entry) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO disclosure_stamp
                            (reference, position, sha256, bytes, stamped_at, certificate_until, digests, edition)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, entry.edition().reference().value());
            insert.setInt(2, entry.position());
            insert.setString(3, entry.sha256().hex());
            insert.setLong(4, entry.bytes());
            StampColumns.bind(insert, 5, entry.stamp());
            insert.setInt(8, entry.edition().number());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A time-stamp cannot be recorded", e);
        }
    }

    /** The last stamp of every signed disclosure that stands, except where a new one was in vain since the instant. */
    public List<Last> last(Instant triedSince) {
        return last("d.stamp_in_vain_at IS NULL OR d.stamp_in_vain_at < ?", triedSince.atOffset(ZoneOffset.UTC));
    }

    /** Of the disclosure that stands. */
    public Last last(CaseReference reference) {
        return last("d.reference = ?", reference.value()).get(0);
    }

    private List<Last> last(String condition, Object value) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT DISTINCT ON (d.reference)
                            d.reference, coalesce(s.position, 0), s.stamped_at, s.certificate_until, s.digests, d.edition
                        FROM disclosure d LEFT JOIN disclosure_stamp s USING (reference, edition)
                        WHERE d.signed_at IS NOT NULL AND d.recalled_at IS NULL AND (%s)
                        ORDER BY d.reference, s.position DESC NULLS LAST""".formatted(condition))) {
            select.setObject(1, value);
            List<Last> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Last(
                            new Edition(new CaseReference(row.getString(1)), row.getInt(6)),
                            row.getInt(2),
                            StampColumns.read(row, 3)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Time-stamps cannot be read", e);
        }
    }

    /** The revisions of a signed document, the first delivered first. */
    public List<Revision> revisions(Edition edition) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT position, sha256, stamped_at FROM disclosure_stamp
                        WHERE reference = ? AND edition = ? ORDER BY position""")) {
            select.setString(1, edition.reference().value());
            select.setInt(2, edition.number());
            List<Revision> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Revision(
                            row.getInt(1),
                            new Sha256(row.getString(2)),
                            row.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Time-stamps cannot be read", e);
        }
    }

    /** A new stamp would have lasted no longer; null after one that does. */
    public void vain(Edition edition, @Nullable Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE disclosure SET stamp_in_vain_at = ? WHERE reference = ? AND edition = ?")) {
            update.setObject(1, at == null ? null : at.atOffset(ZoneOffset.UTC));
            update.setString(2, edition.reference().value());
            update.setInt(3, edition.number());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A disclosure cannot be written", e);
        }
    }

    public long inVain() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT count(*) FROM disclosure WHERE stamp_in_vain_at IS NOT NULL AND recalled_at IS NULL");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Disclosures cannot be counted", e);
        }
    }
}
