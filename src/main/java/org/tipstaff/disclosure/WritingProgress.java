package org.tipstaff.disclosure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.tipstaff.request.CaseReference;

/**
 * How far the files of a disclosure are while they are written, for those who wait. Short work is over before anything is
 * noted. What a killed process noted is not believed for long; the work begins anew and notes again.
 */
@ApplicationScoped
public class WritingProgress {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration BELIEVED = Duration.ofMinutes(1);
    /** Looking at the clock costs more than a row. */
    private static final int ROWS_A_LOOK = 1_000;

    private final DataSource database;
    private final Clock clock;

    WritingProgress(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Watches one piece of work, which reads the rows once for each of its steps. */
    public Watch watch(CaseReference reference) {
        return new Watch(reference);
    }

    /** Counts rows and notes them every few seconds, in transactions of its own. */
    public final class Watch {
        private final CaseReference reference;
        private Instant noted = clock.instant();
        private int step;
        private long rows;
        private long total;

        private Watch(CaseReference reference) {
            this.reference = reference;
        }

        public void begins(long ofRows) {
            step++;
            rows = 0;
            total = ofRows;
        }

        public void row() {
            rows++;
            if (rows % ROWS_A_LOOK == 0) {
                Instant now = clock.instant();
                if (!now.isBefore(noted.plus(EVERY))) {
                    noted = now;
                    QuarkusTransaction.requiringNew().run(() -> note(reference, step, rows, total));
                }
            }
        }
    }

    void note(CaseReference reference, int step, long rows, long ofRows) {
        change("""
                INSERT INTO disclosure_progress (reference, step, rows, of_rows, written_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (reference) DO UPDATE SET step = excluded.step, rows = excluded.rows,
                    of_rows = excluded.of_rows, written_at = excluded.written_at""", reference.value(), step, rows, ofRows, clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** The work is done. Joins the caller's transaction. */
    public void over(CaseReference reference) {
        change("DELETE FROM disclosure_progress WHERE reference = ?", reference.value());
    }

    /** A sentence for people; empty where nothing long is being written. Joins the caller's transaction. */
    Optional<String> of(CaseReference reference) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT step, rows, of_rows FROM disclosure_progress
                        WHERE reference = ? AND written_at > ?""")) {
            select.setString(1, reference.value());
            select.setObject(2, clock.instant().minus(BELIEVED).atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of("The files are being written, step " + row.getInt(1) + ": "
                                + RowTexts.number(row.getLong(2)) + " of " + RowTexts.number(row.getLong(3))
                                + " rows.")
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The progress of a disclosure cannot be read", e);
        }
    }

    private void change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The progress of a disclosure cannot be written", e);
        }
    }
}
