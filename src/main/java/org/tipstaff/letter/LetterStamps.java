package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.stamp.DocumentStamp;
import org.tipstaff.signing.stamp.StampColumns;

/** Tables {@code letter_stamp} and {@code letter_stamp_in_vain}. Everything joins the caller's transaction. */
@ApplicationScoped
class LetterStamps {
    private final DataSource database;

    LetterStamps(DataSource database) {
        this.database = database;
    }

    /**
     * The last time-stamp of a signed letter.
     *
     * @param number the letter's
     * @param revision of the file; 0 where the letter was signed before time-stamps were recorded
     * @param stamp null in that case
     */
    record Last(String number, int revision, @Nullable DocumentStamp stamp) {}

    void keep(String number, int revision, Sha256 sha256, long bytes, DocumentStamp stamp) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO letter_stamp
                            (number, position, sha256, bytes, stamped_at, certificate_until, digests)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, number);
            insert.setInt(2, revision);
            insert.setString(3, sha256.hex());
            insert.setLong(4, bytes);
            StampColumns.bind(insert, 5, stamp);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A time-stamp cannot be recorded", e);
        }
    }

    /** The last stamp of every signed letter, except where a new one was in vain since the instant. */
    List<Last> last(Instant triedSince) {
        return last("v.at IS NULL OR v.at < ?", triedSince.atOffset(ZoneOffset.UTC));
    }

    /** Of one signed letter. */
    Last last(String number) {
        return last("l.number = ?", number).get(0);
    }

    private List<Last> last(String condition, Object value) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT DISTINCT ON (l.number)
                            l.number, coalesce(s.position, 0), s.stamped_at, s.certificate_until, s.digests
                        FROM letter l LEFT JOIN letter_stamp s USING (number) LEFT JOIN letter_stamp_in_vain v USING (number)
                        WHERE l.signed_at IS NOT NULL AND (%s)
                        ORDER BY l.number, s.position DESC NULLS LAST""".formatted(condition))) {
            select.setObject(1, value);
            List<Last> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Last(row.getString(1), row.getInt(2), StampColumns.read(row, 3)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Time-stamps cannot be read", e);
        }
    }

    /** A new stamp would have lasted no longer. */
    void inVain(String number, Instant at) {
        change(
                "INSERT INTO letter_stamp_in_vain VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET at = EXCLUDED.at",
                number,
                at.atOffset(ZoneOffset.UTC));
    }

    /** One was had that does last longer. */
    void gained(String number) {
        change("DELETE FROM letter_stamp_in_vain WHERE number = ?", number);
    }

    long countInVain() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM letter_stamp_in_vain");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Letters cannot be counted", e);
        }
    }

    private void change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A time-stamp cannot be noted", e);
        }
    }
}
