package org.tipstaff.signing.stamp;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document time-stamp in three columns that follow each other: {@code stamped_at}, {@code certificate_until}, {@code
 * digests}. Every table of signed documents has them.
 */
public final class StampColumns {
    private StampColumns() {}

    /** @param first number of the first of the three parameters */
    public static void bind(PreparedStatement statement, int first, DocumentStamp stamp) throws SQLException {
        statement.setObject(first, stamp.at().atOffset(ZoneOffset.UTC));
        statement.setObject(first + 1, stamp.certificateUntil().atOffset(ZoneOffset.UTC));
        statement.setArray(
                first + 2,
                statement
                        .getConnection()
                        .createArrayOf("text", stamp.digests().stream().sorted().toArray()));
    }

    /**
     * Reads one of an outer join.
     *
     * @param first number of the first of the three columns
     * @return null where the row has none
     */
    public static @Nullable DocumentStamp read(ResultSet row, int first) throws SQLException {
        OffsetDateTime at = row.getObject(first, OffsetDateTime.class);
        if (at == null) {
            return null;
        }
        return new DocumentStamp(
                at.toInstant(), row.getObject(first + 1, OffsetDateTime.class).toInstant(), Set.of((String[])
                        row.getArray(first + 2).getArray()));
    }
}
