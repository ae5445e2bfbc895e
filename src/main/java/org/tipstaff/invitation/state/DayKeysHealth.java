package org.tipstaff.invitation.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.sealed.RetentionHealth;
import org.tipstaff.sealing.KeyStore;

/**
 * Not ready where the log has days that retention did not destroy and the key store has none of their keys: the directory of
 * keys is not mounted, or is another one. Where some are missing {@link RetentionHealth} says so.
 */
@Readiness
@ApplicationScoped
class DayKeysHealth implements HealthCheck {
    private static final int LOOKED_AT = 20;

    private final DataSource database;
    private final KeyStore keys;
    private final Clock clock;

    DayKeysHealth(DataSource database, KeyStore keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        List<LogDay> days = standing();
        boolean there = days.isEmpty()
                || days.stream().anyMatch(day -> keys.find(day.handlesKey()).isPresent());
        var response = HealthCheckResponse.named("keys of the invitation log").status(there);
        return there
                ? response.build()
                : response.withData(
                                "problem",
                                "The log has days and the key store none of their keys: mount the directory of keys"
                                        + " that belongs to this database, or set tipstaff.keys.directory to it.")
                        .build();
    }

    /** Days before today: the keys of today and of the days ahead may have been made by this very copy. */
    private List<LogDay> standing() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT day FROM invitation.day"
                        + " WHERE destroying_at IS NULL AND key_check IS NOT NULL AND day < ? ORDER BY day DESC LIMIT "
                        + LOOKED_AT)) {
            select.setObject(1, LogDay.of(clock.instant()).date());
            List<LogDay> days = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(new LogDay(row.getObject(1, LocalDate.class)));
                }
            }
            return days;
        } catch (SQLException e) {
            throw new LogUnavailable(e);
        }
    }
}
