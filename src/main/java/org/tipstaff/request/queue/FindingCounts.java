package org.tipstaff.request.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;

/** How many findings of each verdict requests have in their present round: one query for a whole list. */
@ApplicationScoped
public class FindingCounts {
    private final DataSource database;

    public FindingCounts(DataSource database) {
        this.database = database;
    }

    /** @return only verdicts that were found; a request without findings has no entry */
    @Transactional
    public Map<CaseReference, Map<Verdict, Long>> of(Collection<Request> requests) {
        Map<CaseReference, Map<Verdict, Long>> counts = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT f.reference, f.verdict, count(*)
                        FROM request_finding f JOIN request r ON r.reference = f.reference AND r.round = f.round
                        WHERE f.reference = ANY (?) GROUP BY f.reference, f.verdict""")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            requests.stream()
                                    .map(request -> request.reference().value())
                                    .toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.computeIfAbsent(
                                    new CaseReference(rows.getString(1)), reference -> new EnumMap<>(Verdict.class))
                            .put(Verdict.valueOf(rows.getString(2)), rows.getLong(3));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException("The findings cannot be counted", e);
        }
    }
}
