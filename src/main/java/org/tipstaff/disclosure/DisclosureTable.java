package org.tipstaff.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.sealing.Sha256;

/** Tables {@code disclosure} and {@code disclosure_file}, a row an edition. Everything joins the caller's transaction. */
@ApplicationScoped
public class DisclosureTable {
    private final DataSource database;

    DisclosureTable(DataSource database) {
        this.database = database;
    }

    /** The newest edition, signed or not. */
    public Optional<Disclosure> find(CaseReference reference) {
        List<Disclosure> all = all(reference);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    public Optional<Disclosure> find(Edition edition) {
        return all(edition.reference()).stream()
                .filter(each -> each.edition().equals(edition))
                .findFirst();
    }

    /** Every edition, the first one first. */
    public List<Disclosure> all(CaseReference reference) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT * FROM disclosure WHERE reference = ? ORDER BY edition")) {
            select.setString(1, reference.value());
            Map<Integer, List<Disclosure.File>> files = files(connection, reference);
            List<Disclosure> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(read(row, files.getOrDefault(row.getInt("edition"), List.of())));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("A disclosure cannot be read", e);
        }
    }

    /** The edition that is to be prepared, or is being: after a signed one the next. */
    public Edition next(CaseReference reference) {
        return find(reference)
                .map(newest -> newest.signed() ? newest.edition().next() : newest.edition())
                .orElse(Edition.first(reference));
    }

    /** Every disclosure that has a file of this hash, signed or not: files without rows may be alike. */
    public List<Disclosure> withFile(Sha256 hash) {
        List<Edition> holders = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                    SELECT reference, edition FROM disclosure_file WHERE sha256 = ?
                    UNION SELECT reference, edition FROM disclosure_stamp WHERE sha256 = ?
                    ORDER BY reference, edition\
                    """)) {
            select.setString(1, hash.hex());
            select.setString(2, hash.hex());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    holders.add(new Edition(new CaseReference(row.getString(1)), row.getInt(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Disclosures cannot be searched", e);
        }
        return holders.stream().flatMap(each -> find(each).stream()).toList();
    }

    /** Those of which a recall is asked for and not made, the oldest first. */
    List<CaseReference> recallsAsked() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                    SELECT reference FROM disclosure
                    WHERE recall_asked_by IS NOT NULL AND recalled_at IS NULL AND signed_at IS NOT NULL
                    ORDER BY signed_at\
                    """)) {
            List<CaseReference> asked = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    asked.add(new CaseReference(row.getString(1)));
                }
            }
            return asked;
        } catch (SQLException e) {
            throw new IllegalStateException("Disclosures cannot be searched", e);
        }
    }

    /** By the number of the edition. */
    private static Map<Integer, List<Disclosure.File>> files(Connection connection, CaseReference reference)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            SELECT f.kind, f.file_name, f.media_type, f.rows, coalesce(s.bytes, f.bytes),
                   coalesce(s.sha256, f.sha256), coalesce(s.position, 1), f.edition
            FROM disclosure_file f LEFT JOIN LATERAL (
                SELECT bytes, sha256, position FROM disclosure_stamp
                WHERE reference = f.reference AND edition = f.edition ORDER BY position DESC LIMIT 1) s
                ON f.kind = 'PDF'
            WHERE f.reference = ?\
            """)) {
            select.setString(1, reference.value());
            Map<Integer, List<Disclosure.File>> files = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    files.computeIfAbsent(row.getInt(8), edition -> new ArrayList<>())
                            .add(new Disclosure.File(
                                    FileKind.valueOf(row.getString(1)),
                                    new ManifestEntry(
                                            row.getString(2),
                                            row.getString(3),
                                            row.getLong(4),
                                            row.getLong(5),
                                            new Sha256(row.getString(6))),
                                    row.getInt(7)));
                }
            }
            files.values().forEach(each -> each.sort(Comparator.comparing(Disclosure.File::kind)));
            return files;
        }
    }

    private static Disclosure read(ResultSet row, List<Disclosure.File> files) throws SQLException {
        String certifier = row.getString("certifier");
        return new Disclosure(
                new Edition(new CaseReference(row.getString("reference")), row.getInt("edition")),
                row.getString("number"),
                row.getLong("rows"),
                java.util.Objects.requireNonNull(instant(row, "prepared_at")),
                new Sha256(row.getString("preview_sha256")),
                certifier == null ? null : new Request.Person(certifier, row.getString("certifier_name"), ""),
                instant(row, "intended_at"),
                instant(row, "signed_at"),
                instant(row, "disclosed_at"),
                instant(row, "expires_at"),
                instant(row, "recalled_at"),
                row.getString("recall_asked_by"),
                row.getString("recall_reason"),
                files);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** @return whether it was not there before */
    public boolean prepared(Edition edition, long rows, Instant at, Sha256 preview) {
        return change("""
            INSERT INTO disclosure (reference, edition, number, rows, prepared_at, preview_sha256)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (reference, edition) DO NOTHING\
            """, edition.reference().value(), edition.number(), edition.toString(), rows, at, preview.hex());
    }

    public void keep(Edition edition, ManifestEntry file) {
        change(
                """
                INSERT INTO disclosure_file (reference, edition, kind, file_name, media_type, rows, bytes, sha256)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                edition.reference().value(),
                edition.number(),
                FileKind.of(file).name(),
                file.fileName(),
                file.mediaType(),
                file.rows(),
                file.bytes(),
                file.sha256().hex());
    }

    /** @return false where somebody meant to sign before */
    public boolean intend(Edition edition, Request.Person certifier, Instant at) {
        return change(
                """
                UPDATE disclosure SET certifier = ?, certifier_name = ?, intended_at = ?
                WHERE reference = ? AND edition = ? AND intended_at IS NULL\
                """, certifier.id(), certifier.name(), at, edition.reference().value(), edition.number());
    }

    /** The intent is void: the request went elsewhere before the signature was there. */
    public boolean dropIntent(CaseReference reference) {
        return change("""
            UPDATE disclosure SET certifier = NULL, certifier_name = NULL, intended_at = NULL
            WHERE reference = ? AND signed_at IS NULL AND intended_at IS NOT NULL\
            """, reference.value());
    }

    /** What was prepared and will not be signed is as if it had never been prepared; its files are deleted apart. */
    public boolean discard(Edition edition) {
        change(
                "DELETE FROM disclosure_file WHERE reference = ? AND edition = ? AND NOT EXISTS (SELECT FROM"
                        + " disclosure d WHERE d.reference = disclosure_file.reference AND d.edition ="
                        + " disclosure_file.edition AND d.signed_at IS NOT NULL)",
                edition.reference().value(),
                edition.number());
        return change(
                "DELETE FROM disclosure WHERE reference = ? AND edition = ? AND signed_at IS NULL",
                edition.reference().value(),
                edition.number());
    }

    /** @return false where it was signed before */
    public boolean signed(Edition edition, Instant at, Instant expiresAt) {
        return change("""
            UPDATE disclosure SET signed_at = ?, disclosed_at = ?, expires_at = ?
            WHERE reference = ? AND edition = ? AND signed_at IS NULL AND intended_at IS NOT NULL\
            """, at, at, expiresAt, edition.reference().value(), edition.number());
    }

    public boolean expires(Edition edition, Instant at) {
        return change(
                "UPDATE disclosure SET expires_at = ? WHERE reference = ? AND edition = ? AND signed_at IS NOT NULL",
                at,
                edition.reference().value(),
                edition.number());
    }

    /** Of the one that stands; what was recalled stays so. */
    public boolean askRecall(CaseReference reference, String reviewer, String reason) {
        return change("""
            UPDATE disclosure SET recall_asked_by = ?, recall_reason = ?
            WHERE reference = ? AND signed_at IS NOT NULL AND recalled_at IS NULL AND recall_asked_by IS NULL\
            """, reviewer, reason, reference.value());
    }

    public boolean recalled(Edition edition, Instant at) {
        return change(
                "UPDATE disclosure SET recalled_at = ? WHERE reference = ? AND edition = ? AND recalled_at IS NULL",
                at,
                edition.reference().value(),
                edition.number());
    }

    private boolean change(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i];
                statement.setObject(i + 1, value);
            }
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("A disclosure cannot be written", e);
        }
    }
}
