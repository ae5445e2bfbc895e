package org.tipstaff.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Role;

/** Table {@code request_move}: the moves made, in order; the application cannot change one. */
@ApplicationScoped
public class Timeline {
    private final DataSource database;

    Timeline(DataSource database) {
        this.database = database;
    }

    /** Joins the caller's transaction, which holds the request's row locked: so the next position is free. */
    public void add(CaseReference reference, Moved moved) {
        String sql = """
                INSERT INTO request_move (reference, position, move, from_status, to_status, actor, actor_name, role,
                                          occurred_at, reason)
                SELECT ?, 1 + count(*), ?, ?, ?, ?, ?, ?, ?, ? FROM request_move WHERE reference = ?""";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, reference.value());
            insert.setString(2, moved.move().name());
            insert.setString(3, moved.from().name());
            insert.setString(4, moved.to().name());
            insert.setString(5, moved.actor());
            insert.setString(6, moved.actorName());
            insert.setString(7, moved.role().name());
            insert.setObject(8, moved.at().atOffset(ZoneOffset.UTC));
            insert.setString(9, moved.reason());
            insert.setString(10, reference.value());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The timeline does not take a move", e);
        }
    }

    List<Moved> of(CaseReference reference) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT move, from_status, to_status, actor, actor_name, role, occurred_at, reason
                        FROM request_move WHERE reference = ? ORDER BY position""")) {
            select.setString(1, reference.value());
            List<Moved> moves = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    moves.add(new Moved(
                            Move.valueOf(rows.getString(1)),
                            Status.valueOf(rows.getString(2)),
                            Status.valueOf(rows.getString(3)),
                            rows.getString(4),
                            rows.getString(5),
                            Role.valueOf(rows.getString(6)),
                            rows.getObject(7, OffsetDateTime.class).toInstant(),
                            rows.getString(8)));
                }
            }
            return List.copyOf(moves);
        } catch (SQLException e) {
            throw new IllegalStateException("The timeline cannot be read", e);
        }
    }

    @Nullable
    Moved last(CaseReference reference) {
        List<Moved> all = of(reference);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
