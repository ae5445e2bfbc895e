package org.tipstaff.disclosure.transparency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Instrument;

/** The figures of the transparency report: one query, over what the portal keeps anyway. */
@ApplicationScoped
public class TransparencyFigures {
    private static final String SQL = """
        WITH fact AS (
            SELECT r.instrument, r.status, r.received_at, r.nondisclosure_until,
                   (SELECT count(*) FROM request_handle h WHERE h.reference = r.reference) AS accounts,
                   d.signed_at IS NOT NULL AS signed, coalesce(d.rows, 0) AS shown,
                   coalesce(k.row_count, 0) AS held,
                   (SELECT min(m.occurred_at) FROM request_move m
                    WHERE m.reference = r.reference AND m.to_status IN ('DISCLOSED', 'REFUSED')) AS answered_at,
                   EXISTS (SELECT 1 FROM request_move m
                           WHERE m.reference = r.reference AND m.to_status = 'REFUSED') AS refused,
                   EXISTS (SELECT 1 FROM request_move m
                           WHERE m.reference = r.reference AND m.to_status = 'WITHDRAWN') AS withdrawn,
                   EXISTS (SELECT 1 FROM review_decision v
                           WHERE v.reference = r.reference AND v.move = 'APPROVE' AND v.round = r.round
                             AND v.granted_terms_sha256 <> v.asked_terms_sha256) AS narrowed
            FROM request r
            LEFT JOIN LATERAL (SELECT signed_at, rows FROM disclosure
                               WHERE reference = r.reference ORDER BY signed_at IS NULL, edition DESC LIMIT 1) d
                ON true
            LEFT JOIN hold k ON k.reference = r.reference
            WHERE r.received_at >= ? AND r.received_at < ?)
        SELECT instrument, count(*), sum(accounts),
               count(*) FILTER (WHERE refused),
               count(*) FILTER (WHERE narrowed),
               count(*) FILTER (WHERE signed AND shown > 0),
               count(*) FILTER (WHERE signed AND shown = 0),
               count(*) FILTER (WHERE withdrawn),
               count(*) FILTER (WHERE held > 0),
               count(*) FILTER (WHERE nondisclosure_until IS NOT NULL),
               percentile_cont(0.5) WITHIN GROUP
                   (ORDER BY extract(epoch FROM answered_at - received_at) / 3600.0)
                   FILTER (WHERE answered_at IS NOT NULL)
        FROM fact GROUP BY GROUPING SETS ((instrument), ())\
        """;

    private final DataSource database;

    TransparencyFigures(DataSource database) {
        this.database = database;
    }

    /**
     * What became of the requests that were received in a period.
     *
     * @param accounts specified in them, each request by itself
     * @param narrowed approved for less than was asked
     * @param provided a signed disclosure that shows rows
     * @param empty a signed answer that there are none
     * @param preserved rows were frozen
     * @param ending nondisclosure orders with an end
     * @param medianHours from receipt to a disclosure or refusal; null where none was answered
     */
    public record Figures(
            long received,
            long accounts,
            long refused,
            long narrowed,
            long provided,
            long empty,
            long withdrawn,
            long preserved,
            long ending,
            @Nullable Double medianHours) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, null);

        /** Not answered yet. */
        long open() {
            return Math.max(0, received - refused - provided - empty - withdrawn);
        }
    }

    /** @param all every instrument together */
    public record Report(Map<Instrument, Figures> byInstrument, Figures all) {}

    @Transactional
    public Report of(HalfYear period) {
        Map<Instrument, Figures> byInstrument = new EnumMap<>(Instrument.class);
        Figures all = Figures.NONE;
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setObject(1, period.from().atOffset(ZoneOffset.UTC));
            select.setObject(2, period.to().atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String instrument = row.getString(1);
                    if (instrument == null) {
                        all = figures(row);
                    } else {
                        byInstrument.put(Instrument.valueOf(instrument), figures(row));
                    }
                }
            }
            return new Report(byInstrument, all);
        } catch (SQLException e) {
            throw new IllegalStateException("The figures cannot be computed", e);
        }
    }

    private static Figures figures(ResultSet row) throws SQLException {
        double median = row.getDouble(11);
        boolean none = row.wasNull();
        return new Figures(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                none ? null : median);
    }

    /** When the first request was received. */
    @Transactional
    Optional<Instant> first() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(received_at) FROM request")) {
            row.next();
            OffsetDateTime first = row.getObject(1, OffsetDateTime.class);
            return Optional.ofNullable(first).map(OffsetDateTime::toInstant);
        } catch (SQLException e) {
            throw new IllegalStateException("The figures cannot be computed", e);
        }
    }
}
