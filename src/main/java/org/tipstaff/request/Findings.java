package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Policy;
import org.tipstaff.process.Verdict;

/** Table {@code request_finding}: the findings of each round, in the order of the examination. */
@ApplicationScoped
public class Findings {
    private final DataSource database;
    private final Policy policy;

    public Findings(DataSource database, Policy policy) {
        this.database = database;
        this.policy = policy;
    }

    public void add(CaseReference reference, int round, List<Finding> findings) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO request_finding (reference, round, position, code, axis, verdict, statute, reason, cure, policy)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            int position = 0;
            for (Finding finding : findings) {
                insert.setString(1, reference.value());
                insert.setInt(2, round);
                insert.setInt(3, ++position);
                insert.setString(4, finding.code());
                insert.setString(5, finding.axis().name());
                insert.setString(6, finding.verdict().name());
                insert.setString(7, finding.statute());
                insert.setString(8, finding.reason());
                insert.setString(9, finding.cure());
                insert.setString(10, policy.version());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("The findings cannot be kept", e);
        }
    }

    /** The next round begins with the findings of the last, and with the policy under which they were made. */
    void repeat(CaseReference reference, int round) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO request_finding
                               (reference, round, position, code, axis, verdict, statute, reason, cure, policy)
                        SELECT reference, round + 1, position, code, axis, verdict, statute, reason, cure, policy
                        FROM request_finding WHERE reference = ? AND round = ?""")) {
            insert.setString(1, reference.value());
            insert.setInt(2, round);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The findings cannot be kept", e);
        }
    }

    /** The findings of the request's present round. */
    @Transactional
    public List<Finding> of(Request request) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT code, axis, verdict, statute, reason, cure FROM request_finding
                        WHERE reference = ? AND round = ? ORDER BY position""")) {
            select.setString(1, request.reference().value());
            select.setInt(2, request.round());
            List<Finding> findings = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    findings.add(new Finding(
                            rows.getString(1),
                            Finding.Axis.valueOf(rows.getString(2)),
                            Verdict.valueOf(rows.getString(3)),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6)));
                }
            }
            return List.copyOf(findings);
        } catch (SQLException e) {
            throw new IllegalStateException("The findings cannot be read", e);
        }
    }

    /** The version of the policy under which the present round was examined; empty for requests of before it was kept. */
    @Transactional
    public Optional<String> policyOf(Request request) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT policy FROM request_finding"
                        + " WHERE reference = ? AND round = ? AND policy IS NOT NULL ORDER BY position LIMIT 1")) {
            select.setString(1, request.reference().value());
            select.setInt(2, request.round());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The policy of the findings cannot be read", e);
        }
    }

    /** For the audit log: the codes of each verdict. */
    public static Map<String, String> summary(List<Finding> findings) {
        Map<String, String> summary = new TreeMap<>();
        for (Verdict verdict : Verdict.values()) {
            summary.put(
                    verdict.name(),
                    findings.stream()
                            .filter(finding -> finding.verdict() == verdict)
                            .map(Finding::code)
                            .collect(Collectors.joining(" ")));
        }
        return summary;
    }

    /** What the officer is told: every reason that can only be refused, with its cure. */
    public static String refusal(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.REFUSE)
                .map(finding -> finding.reason() + " (" + finding.statute() + ") " + finding.cure())
                .collect(Collectors.joining("\n"));
    }
}
