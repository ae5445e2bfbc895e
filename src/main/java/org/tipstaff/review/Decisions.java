package org.tipstaff.review;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.Request;
import org.tipstaff.request.TermsCodec;
import org.tipstaff.request.TermsHash;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/** Tables {@code review_decision} and {@code review_approval}; the application cannot change a row. */
@ApplicationScoped
class Decisions {
    private static final String CONTEXT = "review.granted-terms";
    private static final String WORDS = "review.words";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DataSource database;
    private final Sealer sealer;
    private final TermsHash hash;

    Decisions(DataSource database, Sealer sealer, TermsHash hash) {
        this.database = database;
        this.sealer = sealer;
        this.hash = hash;
    }

    private static KeyName key(CaseReference reference) {
        return reference.factsKey();
    }

    /**
     * Joins the caller's transaction, which holds the request's row locked.
     *
     * @param confirms position of the decision that this one confirms; null where it confirms none
     */
    void add(CaseReference reference, Decision decision, @Nullable Integer confirms) {
        String sql = """
            INSERT INTO review_decision (reference, position, round, move, actor, actor_name, decided_at, reason,
                answers, document_sha256, asked_terms_sha256, granted_terms_sha256, granted_terms_sealed,
                rows_granted, words_sealed, confirms)
            SELECT ?, 1 + count(*), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM review_decision
            WHERE reference = ?\
            """;
        byte[] terms = TermsCodec.encode(decision.granted());
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, reference.value());
            insert.setInt(2, decision.round());
            insert.setString(3, decision.move().name());
            insert.setString(4, decision.by().id());
            insert.setString(5, decision.by().name());
            insert.setObject(6, decision.at().atOffset(ZoneOffset.UTC));
            insert.setString(7, decision.reason());
            insert.setString(8, JSON.writeValueAsString(decision.answers().byCode()));
            insert.setString(9, decision.documentHash().hex());
            insert.setString(10, decision.askedHash().hex());
            insert.setString(11, hash.of(reference, decision.granted()).hex());
            insert.setBytes(12, sealer.seal(key(reference), CONTEXT, terms));
            insert.setLong(13, decision.rows());
            insert.setBytes(14, sealer.seal(key(reference), WORDS, SaidCodec.encode(decision.said())));
            insert.setObject(15, confirms, Types.INTEGER);
            insert.setString(16, reference.value());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A decision cannot be kept", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes the place of the first or second approval.
     *
     * @throws Problem CONFLICT where the place is taken, or the same person approved before; NOT_ALLOWED where the
     *     approver filed the request
     */
    void approve(Request request, int ordinal, String approver) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO review_approval (reference, round, ordinal, approver, filed_by) VALUES (?, ?, ?,"
                                + " ?, ?)")) {
            insert.setString(1, request.reference().value());
            insert.setInt(2, request.round());
            insert.setInt(3, ordinal);
            insert.setString(4, approver);
            insert.setString(5, request.filedBy().id());
            insert.executeUpdate();
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw Problem.conflict("This request is approved already, or you approved it before.");
            }
            if (CHECK_VIOLATION.equals(e.getSQLState())) {
                throw Problem.notAllowed("Nobody approves a request that they filed.");
            }
            throw new IllegalStateException("An approval cannot be kept", e);
        }
    }

    List<Decision> of(CaseReference reference) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                    SELECT move, round, actor, actor_name, decided_at, reason, answers, document_sha256,
                           asked_terms_sha256, granted_terms_sealed, rows_granted, words_sealed, position
                    FROM review_decision WHERE reference = ? ORDER BY position\
                    """)) {
            select.setString(1, reference.value());
            List<Decision> decisions = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    decisions.add(read(reference, row));
                }
            }
            return List.copyOf(decisions);
        } catch (SQLException e) {
            throw new IllegalStateException("The decisions cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Decision read(CaseReference reference, ResultSet row) throws SQLException, IOException {
        byte[] terms = sealer.open(key(reference), CONTEXT, row.getBytes(10));
        byte[] sealed = row.getBytes(12);
        byte[] words = sealed == null ? null : sealer.open(key(reference), WORDS, sealed);
        return new Decision(
                row.getInt(13),
                Move.valueOf(row.getString(1)),
                row.getInt(2),
                new Request.Person(row.getString(3), row.getString(4), ""),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                SaidCodec.decode(row.getString(6), answers(row.getString(7)), words),
                new Sha256(row.getString(8)),
                new Sha256(row.getString(9)),
                TermsCodec.decode(terms),
                row.getLong(11));
    }

    /** Before answers were an enum a form could send any word: such a word answered nothing. */
    private static Map<String, Answer> answers(String stored) throws IOException {
        Map<String, Answer> answers = new TreeMap<>();
        JSON.readValue(stored, new TypeReference<Map<String, String>>() {})
                .forEach((code, word) -> Arrays.stream(Answer.values())
                        .filter(answer -> answer.name().equals(word))
                        .forEach(answer -> answers.put(code, answer)));
        return answers;
    }
}
