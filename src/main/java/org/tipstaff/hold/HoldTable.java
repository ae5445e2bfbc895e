package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.hold.snapshot.HoldCount;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/** The rows of {@code hold} and {@code hold_count}. Every method joins the caller's transaction where there is one. */
@ApplicationScoped
class HoldTable {
    private final DataSource source;

    HoldTable(DataSource source) {
        this.source = source;
    }

    /**
     * A hold as stored.
     *
     * @param filedAgainAt when it was filed anew after having been held; none otherwise
     */
    record Stored(Snapshot snapshot, @Nullable Instant filedAgainAt) {}

    HoldLock lock(CaseReference reference) throws SQLException {
        return HoldLock.take(source, reference);
    }

    /**
     * A new hold, or the earlier one filed anew; one that is pending keeps its earlier instant, which is the better
     * one.
     */
    void begin(CaseReference reference, Instant receivedAt, int items) {
        int changed = update("""
                INSERT INTO hold (reference, state, received_at, items) VALUES (?, 'PENDING', ?, ?)
                ON CONFLICT (reference) DO UPDATE SET
                  state = CASE hold.state WHEN 'HELD' THEN 'PENDING' ELSE hold.state END,
                  filed_again_at = CASE hold.state WHEN 'HELD' THEN excluded.received_at ELSE hold.filed_again_at END
                WHERE hold.state <> 'DESTROYED'""", reference.value(), utc(receivedAt), items);
        if (changed == 0) {
            throw new IllegalStateException("What was held for " + reference + " was destroyed");
        }
    }

    void progress(CaseReference reference, long rows) {
        update("UPDATE hold SET row_count = ? WHERE reference = ?", rows, reference.value());
    }

    void failed(CaseReference reference) {
        update("UPDATE hold SET state = 'FAILED' WHERE reference = ? AND state = 'PENDING'", reference.value());
    }

    /** The earlier snapshot serves the new filing too. */
    void kept(CaseReference reference) {
        update(
                "UPDATE hold SET state = 'HELD', filed_again_at = NULL WHERE reference = ? AND state <> 'DESTROYED'",
                reference.value());
    }

    /** @param held its coverage, hash and instants are there */
    void held(Snapshot held, List<HoldCount> counts) {
        String coverage = held.coverage() == null ? null : CoverageJson.write(held.coverage());
        byte[] hash = held.sealedSha256() == null ? null : held.sealedSha256().bytes();
        Instant heldAt = held.heldAt();
        int changed = update(
                """
                UPDATE hold SET state = 'HELD', received_at = ?, filed_again_at = NULL, row_count = ?, held_at = ?,
                  sealed_sha256 = ?, coverage = ?::jsonb
                WHERE reference = ? AND state IN ('PENDING', 'FAILED')""",
                utc(held.receivedAt()),
                held.rows(),
                heldAt == null ? null : utc(heldAt),
                hash,
                coverage,
                held.reference().value());
        if (changed == 0) {
            throw new IllegalStateException("The hold of " + held.reference() + " is not pending");
        }
        recounted(held.reference(), counts);
    }

    /** Puts other counts in the place of those that are there. */
    void recounted(CaseReference reference, List<HoldCount> counts) {
        removeCounts(reference);
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO hold_count VALUES (?, ?, ?, ?)")) {
            for (HoldCount count : counts) {
                bind(insert, reference.value(), count.item(), count.day(), count.rows());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("The counts of a hold cannot be written", e);
        }
    }

    void destroyed(CaseReference reference) {
        removeCounts(reference);
        update("UPDATE hold SET state = 'DESTROYED' WHERE reference = ?", reference.value());
    }

    private void removeCounts(CaseReference reference) {
        update("DELETE FROM hold_count WHERE reference = ?", reference.value());
    }

    Optional<Stored> find(CaseReference reference) {
        String sql = "SELECT state, received_at, held_at, row_count, sealed_sha256, coverage, filed_again_at FROM hold"
                + " WHERE reference = ?";
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, reference.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(stored(reference, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The holds cannot be read", e);
        }
    }

    private static Stored stored(CaseReference reference, ResultSet row) throws SQLException {
        String coverage = row.getString("coverage");
        Snapshot snapshot = new Snapshot(
                reference,
                HoldState.valueOf(row.getString("state")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                instant(row, "held_at"),
                row.getLong("row_count"),
                hash(row),
                coverage == null ? null : CoverageJson.read(coverage));
        return new Stored(snapshot, instant(row, "filed_again_at"));
    }

    /** How many holds are in one of these states. */
    long number(HoldState... states) {
        String sql = "SELECT count(*) FROM hold WHERE state = ANY (?)";
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            String[] names = Arrays.stream(states).map(HoldState::name).toArray(String[]::new);
            select.setArray(1, connection.createArrayOf("text", names));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The holds cannot be counted", e);
        }
    }

    /** In the order of item and day. */
    List<HoldCount> counts(CaseReference reference) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT item, day, row_count FROM hold_count WHERE reference = ? ORDER BY item, day")) {
            select.setString(1, reference.value());
            List<HoldCount> counts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.add(new HoldCount(row.getInt(1), row.getObject(2, LocalDate.class), row.getLong(3)));
                }
            }
            return List.copyOf(counts);
        } catch (SQLException e) {
            throw new IllegalStateException("The counts of a hold cannot be read", e);
        }
    }

    int update(String sql, @Nullable Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The holds cannot be written", e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Sha256 hash(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes("sealed_sha256");
        return bytes == null ? null : new Sha256(java.util.HexFormat.of().formatHex(bytes));
    }
}
