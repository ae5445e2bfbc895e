package org.tipstaff.request.correspondence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.web.Problem;

/** What agency and reviewers write to each other about a request: table {@code request_message}, sealed at rest. */
@ApplicationScoped
public class Messages {
    /** Characters of the longest message. */
    public static final int LONGEST = 4000;

    public static final String FIELD = "message";
    private static final String CONTEXT = "request.message";

    private final Requests requests;
    private final DataSource database;
    private final Sealer sealer;
    private final Notices notices;
    private final AuditLog audit;
    private final Clock clock;

    public Messages(
            Requests requests, DataSource database, Sealer sealer, Notices notices, AuditLog audit, Clock clock) {
        this.notices = notices;
        this.requests = requests;
        this.database = database;
        this.sealer = sealer;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A message.
     *
     * @param author the identity provider's subject
     * @param role as which they wrote: officer or reviewer
     */
    public record Message(String author, String authorName, Role role, Instant sentAt, String text) {
        public boolean fromAgency() {
            return role == Role.OFFICER;
        }

        boolean says(Actor actor, String words) {
            return author.equals(actor.id()) && text.equals(words);
        }

        @Override
        public String toString() {
            return "message of " + sentAt;
        }
    }

    /** The messages, oldest first; for callers who have looked at the request. */
    @Transactional
    public List<Message> of(CaseReference reference) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                    SELECT author, author_name, role, sent_at, sealed FROM request_message
                    WHERE reference = ? ORDER BY position\
                    """)) {
            select.setString(1, reference.value());
            List<Message> messages = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] plain = sealer.open(reference.factsKey(), CONTEXT, rows.getBytes(5));
                    messages.add(new Message(
                            rows.getString(1),
                            rows.getString(2),
                            Role.valueOf(rows.getString(3)),
                            rows.getObject(4, OffsetDateTime.class).toInstant(),
                            new String(plain, StandardCharsets.UTF_8)));
                }
            }
            return List.copyOf(messages);
        } catch (SQLException e) {
            throw new IllegalStateException("The messages cannot be read", e);
        }
    }

    /**
     * Sends a message about a request. What its author has just said is not said again: a page was loaded twice.
     *
     * @throws Problem NOT_FOUND where the request is not the actor's to see; NOT_ALLOWED for anybody but officers and
     *     reviewers; INVALID where the text is empty or too long
     */
    @Transactional
    public void send(CaseReference reference, Actor actor, String text) {
        requests.get(reference, actor);
        if (!actor.is(Role.OFFICER) && !actor.is(Role.REVIEWER)) {
            audit.recordRefusal(actor, reference.value(), Map.of("rule", "messages"));
            throw Problem.notAllowed("Only the agency and the reviewers write messages.");
        }
        if (text.isBlank()) {
            throw Problem.invalid(FIELD, "Write the message");
        }
        if (text.length() > LONGEST) {
            throw Problem.invalid(FIELD, "Use at most " + LONGEST + " characters");
        }
        // Locks the request, so that the next position is free.
        requests.lock(reference);
        List<Message> before = of(reference);
        if (before.isEmpty() || !before.get(before.size() - 1).says(actor, text.strip())) {
            insert(reference, actor, text.strip());
            if (!actor.is(Role.OFFICER)) {
                notices.ofMessage(reference, before.size() + 1);
            }
            audit.record(AuditAction.MESSAGE_SENT, actor, reference.value(), Map.of());
        }
    }

    private void insert(CaseReference reference, Actor actor, String text) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO request_message (reference, position, author, author_name, role, sent_at, sealed)
                    SELECT ?, 1 + count(*), ?, ?, ?, ?, ? FROM request_message WHERE reference = ?\
                    """)) {
            Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
            insert.setString(1, reference.value());
            insert.setString(2, actor.id());
            insert.setString(3, actor.name());
            insert.setString(4, (actor.is(Role.OFFICER) ? Role.OFFICER : Role.REVIEWER).name());
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.setBytes(6, sealer.seal(reference.factsKey(), CONTEXT, text.getBytes(StandardCharsets.UTF_8)));
            insert.setString(7, reference.value());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The message cannot be kept", e);
        }
    }
}
