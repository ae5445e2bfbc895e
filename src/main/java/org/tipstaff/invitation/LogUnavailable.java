package org.tipstaff.invitation;

import java.sql.SQLException;

/** The database that keeps the log did not do what was asked of it. Nothing was kept. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnavailable(SQLException cause) {
        super("The invitation log's database failed with SQL state " + cause.getSQLState(), cause);
    }
}
