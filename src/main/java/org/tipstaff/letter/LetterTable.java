package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.SigningStage;

/** Table {@code letter}; a signed row cannot be changed. Everything joins the caller's transaction. */
@ApplicationScoped
class LetterTable {
    private final DataSource database;

    LetterTable(DataSource database) {
        this.database = database;
    }

    /**
     * Notes that a letter is due. The caller has the request's row locked, so that numbers do not collide.
     *
     * @return its number; empty where it was due before
     */
    Optional<String> due(CaseReference reference, LetterKind kind, String occasion, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO letter (reference, kind, occasion, position, number, dated)
                        SELECT ?, ?, ?, next, ? || '-L' || next, ?
                        FROM (SELECT 1 + coalesce(max(position), 0) AS next FROM letter WHERE reference = ?) AS numbers
                        ON CONFLICT (reference, kind, occasion) DO NOTHING RETURNING number""")) {
            bind(insert, reference.value(), kind.name(), occasion, reference.value(), at, reference.value());
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A letter cannot be noted", e);
        }
    }

    Optional<Letter> find(String number) {
        return select("l.number = ?", number).stream().findFirst();
    }

    /** The letters of a request, the first first. */
    List<Letter> of(CaseReference reference) {
        return select("l.reference = ?", reference.value());
    }

    /** The letter of which some revision has this fingerprint. */
    Optional<Letter> withHash(Sha256 hash) {
        return select("""
                l.number IN (SELECT wanted.number FROM (SELECT ?::text AS sha256) AS this
                    JOIN (SELECT number, sha256 FROM letter UNION SELECT number, sha256 FROM letter_stamp) AS wanted
                    USING (sha256))""", hash.hex()).stream().findFirst();
    }

    private List<Letter> select(String condition, String value) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT l.reference, l.kind, l.occasion, l.number, l.dated, l.signed_at, l.issued_by, l.waits_for,
                            coalesce(s.bytes, l.bytes) AS bytes, coalesce(s.sha256, l.sha256) AS sha256,
                            coalesce(s.position, 1) AS revision
                        FROM letter l LEFT JOIN LATERAL (
                            SELECT * FROM letter_stamp WHERE number = l.number ORDER BY position DESC LIMIT 1) AS s ON true
                        WHERE l.void_at IS NULL AND %s ORDER BY l.reference, l.position""".formatted(condition))) {
            select.setString(1, value);
            List<Letter> letters = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    letters.add(read(row));
                }
            }
            return List.copyOf(letters);
        } catch (SQLException e) {
            throw new IllegalStateException("Letters cannot be read", e);
        }
    }

    private static Letter read(ResultSet row) throws SQLException {
        OffsetDateTime signedAt = row.getObject("signed_at", OffsetDateTime.class);
        String waitsFor = row.getString("waits_for");
        return new Letter(
                new CaseReference(row.getString("reference")),
                LetterKind.valueOf(row.getString("kind")),
                row.getString("occasion"),
                row.getString("number"),
                row.getObject("dated", OffsetDateTime.class).toInstant(),
                signedAt == null
                        ? null
                        : new Letter.Signed(
                                signedAt.toInstant(),
                                row.getString("issued_by"),
                                row.getLong("bytes"),
                                new Sha256(row.getString("sha256")),
                                row.getInt("revision")),
                waitsFor == null ? null : SigningStage.valueOf(waitsFor));
    }

    /** @return false where it was signed before, or is void */
    boolean signed(String number, Letter.Signed signed) {
        return change(
                """
                UPDATE letter SET signed_at = ?, issued_by = ?, bytes = ?, sha256 = ?, waits_for = NULL, waits_since = NULL
                WHERE number = ? AND signed_at IS NULL AND void_at IS NULL""",
                signed.at(),
                signed.issuedBy(),
                signed.bytes(),
                signed.sha256().hex(),
                number);
    }

    /** What it was to tell of is no longer so: it is never written. */
    void makeVoid(String number, Instant at) {
        change("UPDATE letter SET void_at = ? WHERE number = ? AND signed_at IS NULL", at, number);
    }

    void waits(String number, SigningStage stage, Instant at) {
        change("""
                UPDATE letter SET waits_for = ?, waits_since = coalesce(waits_since, ?)
                WHERE number = ? AND signed_at IS NULL""", stage.name(), at, number);
    }

    /** How many could not be signed yet, and since when the first of them does. */
    record Waiting(long letters, @Nullable Instant since) {}

    Waiting waiting() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT count(*), min(waits_since) FROM letter
                        WHERE waits_for IS NOT NULL AND signed_at IS NULL AND void_at IS NULL""");
                ResultSet row = select.executeQuery()) {
            row.next();
            OffsetDateTime since = row.getObject(2, OffsetDateTime.class);
            return new Waiting(row.getLong(1), since == null ? null : since.toInstant());
        } catch (SQLException e) {
            throw new IllegalStateException("Letters cannot be counted", e);
        }
    }

    private boolean change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate() > 0;
        } catch (SQLException e) {
            throw new IllegalStateException("A letter cannot be written", e);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(
                    i + 1, values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i]);
        }
    }
}
