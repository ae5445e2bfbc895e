package org.tipstaff.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;

/** Work that fails again and again is seen from outside. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class QueueHealthIT {
    /** Of a request that is not there, so that each try of its notice fails. */
    private static final String SUBJECT = "TS-26-999999 MESSAGE 1";

    @Inject
    WorkQueue queue;

    @Inject
    @Wellness
    QueueHealth check;

    @Inject
    SmallRyeHealthReporter health;

    @Inject
    DataSource database;

    @Test
    void mail_that_failed_ten_times_is_counted_and_nobody_is_named() throws Exception {
        assertThat(check.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        QuarkusTransaction.requiringNew().run(() -> queue.enqueue("notice", SUBJECT));
        await(1);
        assertThat(check.call().getStatus()).as("once").isEqualTo(HealthCheckResponse.Status.UP);

        change("UPDATE scheduled_tasks SET consecutive_failures = 9, execution_time = now()");
        await(QueueHealth.FAILURES);

        HealthCheckResponse response = check.call();
        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(response.getData().orElseThrow()).containsEntry("notice", 1L);
        assertThat(String.valueOf(response.getData().orElseThrow().get("problem")))
                .contains("A notice is mail");
        assertThat(health.getWellness().getPayload().toString())
                .contains("work queue")
                .doesNotContain("TS-26-999999")
                .doesNotContain("@");
        assertThat(health.getReadiness().isDown()).isFalse();

        change("DELETE FROM scheduled_tasks");
        assertThat(check.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    private void change(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement + " WHERE task_name = 'notice' AND task_instance = '" + SUBJECT + "'");
        }
    }

    private void await(int failures) throws Exception {
        for (int i = 0; i < 240 && failures() < failures; i++) {
            Thread.sleep(250);
        }
        assertThat(failures()).isGreaterThanOrEqualTo(failures);
    }

    private int failures() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT coalesce(max(consecutive_failures), 0) FROM scheduled_tasks"
                        + " WHERE task_instance = '" + SUBJECT + "' AND NOT picked")) {
            row.next();
            return row.getInt(1);
        }
    }
}
