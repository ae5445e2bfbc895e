package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.tipstaff.sealing.KeyStore;

/**
 * Not ready where the database has requests and the key store none of their keys: the directory of keys is not mounted, or
 * is another one. Such a copy of the portal can open nothing and would make keys that the others do not have.
 */
@Readiness
@ApplicationScoped
class RequestKeysHealth implements HealthCheck {
    /** One that is there is enough; some may have been lost one by one, which is another fault. */
    private static final int LOOKED_AT = 20;

    private final DataSource database;
    private final KeyStore keys;

    RequestKeysHealth(DataSource database, KeyStore keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        List<CaseReference> newest = newest();
        boolean there = newest.isEmpty()
                || newest.stream()
                        .anyMatch(reference -> keys.find(reference.factsKey()).isPresent());
        var response = HealthCheckResponse.named("keys of requests").status(there);
        return there
                ? response.build()
                : response.withData(
                                "problem",
                                "The database has requests and the key store none of their keys: mount the directory of"
                                        + " keys that belongs to this database, or set tipstaff.keys.directory to it.")
                        .build();
    }

    private List<CaseReference> newest() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT reference FROM request ORDER BY reference DESC LIMIT " + LOOKED_AT);
                ResultSet row = select.executeQuery()) {
            List<CaseReference> newest = new ArrayList<>();
            while (row.next()) {
                newest.add(new CaseReference(row.getString(1)));
            }
            return newest;
        } catch (SQLException e) {
            throw new IllegalStateException("Requests cannot be listed", e);
        }
    }
}
