package org.tipstaff.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @Test
    void what_was_committed_is_on_the_disk_before_it_is_acknowledged(@TempDir Path directory) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            database.createDatabase("portal");
            try (var connection =
                            DriverManager.getConnection(database.url("portal"), EmbeddedDatabase.APPLICATION, "");
                    var statement = connection.createStatement()) {
                for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                    try (var row = statement.executeQuery("SHOW " + setting)) {
                        row.next();
                        assertThat(row.getString(1)).as(setting).isEqualTo("on");
                    }
                }
            }
        }
    }
}
