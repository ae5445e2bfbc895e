package org.tipstaff.work;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Down where a step of the queue has failed ten times: mail that no server takes, a copy that cannot be frozen, a paper that
 * cannot be made. Says how many by the step's name, and nothing of what they are about. Part of {@code /q/health/well}, not
 * of readiness: the queue is one for all copies of the portal.
 */
@Wellness
@ApplicationScoped
class QueueHealth implements HealthCheck {
    /** After 17 minutes of {@link WorkRunner#pause pauses}; a server that was restarted is back by then. */
    static final int FAILURES = 10;

    private final DataSource database;

    QueueHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Long> failing = failing();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("work queue");
        failing.forEach(response::withData);
        if (!failing.isEmpty()) {
            response.withData(
                    "problem",
                    "These steps have failed " + FAILURES + " times or more and are tried again every five minutes; the"
                            + " log says why"
                            + (failing.containsKey("notice") ? ". A notice is mail to an officer" : ""));
        }
        return response.status(failing.isEmpty()).build();
    }

    private Map<String, Long> failing() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT task_name, count(*) FROM scheduled_tasks
                        WHERE consecutive_failures >= ? GROUP BY task_name""")) {
            select.setInt(1, FAILURES);
            Map<String, Long> failing = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    failing.put(row.getString(1), row.getLong(2));
                }
            }
            return failing;
        } catch (SQLException e) {
            throw new IllegalStateException("The queue cannot be read", e);
        }
    }
}
