package org.tipstaff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    @Test
    void the_application_cannot_change_or_delete_an_audit_entry() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        for (String forbidden :
                new String[] {"UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_chain", "TRUNCATE audit_entry"
                }) {
            try (Connection connection = database.application().getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(forbidden)).hasMessageContaining("permission denied");
            }
        }
    }
}
