package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * The engines and the choice between them. The configuration decides for days that are yet to be opened; for an opened
 * day its row in {@code invitation.day} does, so that all copies of the application agree.
 *
 * @param ofNewDays the engine of days opened from now on
 */
public record RowStores(Engine ofNewDays, RowStore postgres, RowStore cassandra) {
    /** Why one of these engines cannot be written or read now. */
    public Optional<String> problem(Set<Engine> engines) {
        return engines.stream().flatMap(engine -> of(engine).problem().stream()).findFirst();
    }

    public void close() {
        postgres.close();
        cassandra.close();
    }

    public RowStore of(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> postgres;
            case CASSANDRA -> cassandra;
        };
    }

    /** The engine that a day was opened in. */
    public RowStore of(Connection connection, LogDay day) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT engine FROM invitation.day WHERE day = '" + day + "'")) {
            return row.next() ? of(Engine.valueOf(row.getString(1))) : postgres;
        }
    }
}
