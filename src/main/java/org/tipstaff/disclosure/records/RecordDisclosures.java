package org.tipstaff.disclosure.records;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;

/** What was disclosed for each of a list of requests: one query for the whole list. */
@ApplicationScoped
class RecordDisclosures {
    private final DataSource database;

    RecordDisclosures(DataSource database) {
        this.database = database;
    }

    /**
     * What a list shows of a signed disclosure.
     *
     * @param number of the newest
     * @param sha256 of its document, hexadecimal
     * @param recalled how many were recalled
     */
    record Summary(String number, long rows, String sha256, int recalled) {}

    @Transactional
    Map<CaseReference, Summary> of(Collection<Request> requests) {
        Map<CaseReference, Summary> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT DISTINCT ON (d.reference) d.reference, d.number, d.rows, f.sha256,
                               count(d.recalled_at) OVER (PARTITION BY d.reference)
                        FROM disclosure d JOIN disclosure_file f USING (reference, edition)
                        WHERE f.kind = 'PDF' AND d.signed_at IS NOT NULL AND d.reference = ANY (?)
                        ORDER BY d.reference, d.edition DESC""")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            requests.stream()
                                    .map(request -> request.reference().value())
                                    .toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(
                            new CaseReference(row.getString(1)),
                            new Summary(row.getString(2), row.getLong(3), row.getString(4), row.getInt(5)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The disclosures cannot be read", e);
        }
    }
}
