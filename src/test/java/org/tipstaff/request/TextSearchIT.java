package org.tipstaff.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;

/** A search by a part of a text looks at an index, on every PostgreSQL, made by nobody but the database's owner. */
class TextSearchIT {
    /** As {@link RequestRepository} asks. */
    private static final String QUESTION = "EXPLAIN SELECT count(*) FROM request WHERE"
            + " lower(reference) LIKE '%-0042%' ESCAPE '!' OR lower(docket) LIKE '%-0042%' ESCAPE '!'"
            + " OR lower(agency_name) LIKE '%-0042%' ESCAPE '!' OR lower(agency_case_number) LIKE '%-0042%' ESCAPE '!'"
            + " OR lower(court_name) LIKE '%-0042%' ESCAPE '!'";

    @ParameterizedTest
    @EnumSource
    void a_part_of_a_text_is_looked_up(PostgresVersion version) throws SQLException {
        try (Connection connection = version.fresh().application().getConnection();
                Statement statement = connection.createStatement()) {
            // There are no requests: to go through all of them would be the best plan.
            statement.execute("SET enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery(QUESTION)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            assertThat(plan).contains("request_text").doesNotContain("Seq Scan");
        }
    }
}
