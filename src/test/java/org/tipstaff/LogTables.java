package org.tipstaff;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** All rows of the log in PostgreSQL, whatever day they lie in; the log itself has no such question. */
public final class LogTables {
    private static final String UNION = """
            SELECT coalesce(string_agg('TABLE ' || oid::regclass, ' UNION ALL '), 'TABLE invitation.record') FROM pg_class
            WHERE relnamespace = 'invitation'::regnamespace AND relname ~ '^record_[0-9]{8}$'""";

    private LogTables() {}

    /** To be read from, in SQL, under the name {@code record}. */
    public static String all(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(UNION)) {
            row.next();
            return "(" + row.getString(1) + ") record";
        }
    }
}
