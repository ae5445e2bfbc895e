package org.tipstaff.review;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.web.Problem;

/** Table {@code review_draft}: what a reviewer answered and typed and has not decided yet, so that nothing is lost. */
@ApplicationScoped
class DecisionDrafts {
    private static final String CONTEXT = "review.draft";
    private static final int LARGEST = 400_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of(
            "round", "shown", "narrowing", "handle", "log", "from", "to", "reason", DecisionForm.NOTE, Messages.FIELD);
    private static final List<String> PREFIXES = List.of(DecisionForm.ANSWER, Answers.OVERRIDE_FIELD, Cut.FIELD);

    private final DataSource database;
    private final Sealer sealer;
    private final Clock clock;

    DecisionDrafts(DataSource database, Sealer sealer, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    @Transactional
    void keep(CaseReference reference, Actor reviewer, MultivaluedMap<String, String> posted) {
        Map<String, List<String>> fields = new TreeMap<>();
        posted.forEach((name, values) -> {
            if (FIELDS.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
                fields.put(name, values);
            }
        });
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO review_draft (reference, actor, saved_at, sealed) VALUES (?, ?, ?, ?)
                    ON CONFLICT (reference, actor)
                        DO UPDATE SET saved_at = EXCLUDED.saved_at, sealed = EXCLUDED.sealed\
                    """)) {
            byte[] bytes = JSON.writeValueAsBytes(fields);
            if (bytes.length > LARGEST) {
                throw Problem.of(Problem.Kind.TOO_LARGE, "This is too much text to be kept.");
            }
            insert.setString(1, reference.value());
            insert.setString(2, reviewer.id());
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setBytes(4, sealer.seal(reference.factsKey(), CONTEXT, bytes));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A draft cannot be kept", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was kept, on the request as it is now; empty where nothing was. */
    @Transactional
    Optional<DecisionForm> find(Request request, Actor reviewer) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT sealed FROM review_draft WHERE reference = ? AND actor = ?")) {
            select.setString(1, request.reference().value());
            select.setString(2, reviewer.id());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? open(request, row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A draft cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<DecisionForm> open(Request request, byte[] sealed) throws IOException {
        byte[] bytes = sealer.open(request.reference().factsKey(), CONTEXT, sealed);
        MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
        fields.putAll(JSON.readValue(bytes, new TypeReference<Map<String, List<String>>>() {}));
        return Optional.of(DecisionForm.of(fields, request).onPresent(request));
    }

    /** Decided, or over: whoever made the move has nothing half written left, and at the end nobody has. */
    void moved(@Observes RequestMoved event) {
        boolean over = !event.request().status().isOpen();
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM review_draft WHERE reference = ? AND (? OR actor = ?)")) {
            delete.setString(1, event.request().reference().value());
            delete.setBoolean(2, over);
            delete.setString(3, event.moved().actor());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Drafts cannot be deleted", e);
        }
    }
}
