package org.tipstaff.request.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.Status;

/** Where a request stands among those of some statuses, by due date: found without opening any of them. */
@ApplicationScoped
public class QueuePlaces {
    private final DataSource database;

    public QueuePlaces(DataSource database) {
        this.database = database;
    }

    /**
     * @param number from 1; where the request itself is not among them, the place it would have
     * @param of how many there are
     * @param among whether the request itself is among them
     */
    public record Place(
            long number,
            long of,
            boolean among,
            @Nullable CaseReference previous,
            @Nullable CaseReference next) {}

    @Transactional
    public Place of(Request request, Set<Status> statuses) {
        String sql = """
                SELECT 1 + count(*) FILTER (WHERE (due_at, reference) < (?, ?)), count(*),
                       (array_agg(reference ORDER BY due_at DESC, reference DESC)
                           FILTER (WHERE (due_at, reference) < (?, ?)))[1],
                       (array_agg(reference ORDER BY due_at, reference)
                           FILTER (WHERE (due_at, reference) > (?, ?)))[1]
                FROM request WHERE status = ANY (?)""";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int pair = 0; pair < 3; pair++) {
                select.setObject(1 + 2 * pair, request.dueAt().atOffset(ZoneOffset.UTC));
                select.setString(2 + 2 * pair, request.reference().value());
            }
            select.setArray(
                    7,
                    connection.createArrayOf(
                            "text", statuses.stream().map(Status::name).toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Place(
                        row.getLong(1),
                        row.getLong(2),
                        statuses.contains(request.status()),
                        reference(row.getString(3)),
                        reference(row.getString(4)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The queue cannot be read", e);
        }
    }

    private static @Nullable CaseReference reference(@Nullable String value) {
        return value == null ? null : new CaseReference(value);
    }
}
