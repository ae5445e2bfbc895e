package org.tipstaff.identity.suspension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Sessions;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.TypedText;

/**
 * Keeps accounts and agencies out, and lets them in again. A suspension, the end of the sessions and the audit entry are one
 * transaction: from its commit on every request, of a browser or a program and at every copy of the application, is
 * refused, because each asks {@link Admissions}.
 *
 * <p>An administrator always remains: who suspends cannot suspend themselves, and suspensions are made one after the other,
 * so that of two administrators who suspend each other only the first succeeds.
 */
@ApplicationScoped
public class Suspensions {
    private static final int LONGEST = 1_000;

    private final DataSource database;
    private final Admissions standing;
    private final Sessions sessions;
    private final AuditLog audit;
    private final Clock clock;

    Suspensions(DataSource database, Admissions standing, Sessions sessions, AuditLog audit, Clock clock) {
        this.database = database;
        this.standing = standing;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether one person or service is kept out, or everybody of an agency. */
    public enum Kind {
        ACCOUNT("subject", AuditAction.ACCOUNT_SUSPENDED, AuditAction.ACCOUNT_REINSTATED),
        AGENCY("id", AuditAction.AGENCY_SUSPENDED, AuditAction.AGENCY_REINSTATED);

        private final String key;
        private final AuditAction suspended;
        private final AuditAction reinstated;

        Kind(String key, AuditAction suspended, AuditAction reinstated) {
            this.key = key;
            this.suspended = suspended;
            this.reinstated = reinstated;
        }

        /** Its table, the column of {@code suspension} that names it, and the word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param id subject of an account, or id of an agency */
    public record Whom(Kind kind, String id) {
        public static Whom account(String subject) {
            return new Whom(Kind.ACCOUNT, subject);
        }

        public static Whom agency(String id) {
            return new Whom(Kind.AGENCY, id);
        }

        /** Whether suspending it would keep this person out. */
        public boolean covers(Actor actor) {
            return kind == Kind.ACCOUNT
                    ? id.equals(actor.id())
                    : actor.belongsTo().map(agency -> agency.id().equals(id)).orElse(false);
        }
    }

    /**
     * Who is kept out at this moment.
     *
     * @param accounts subjects
     * @param agencies ids
     */
    public record Now(Set<String> accounts, Set<String> agencies) {
        public Now {
            accounts = Set.copyOf(accounts);
            agencies = Set.copyOf(agencies);
        }
    }

    /**
     * Keeps an account or an agency out from now on. Asked once more in the same words, because a button was pressed twice,
     * it was asked once.
     *
     * @throws Problem INVALID without a reason; NOT_FOUND where nobody of that name has come in yet; NOT_ALLOWED for oneself;
     *     CONFLICT where somebody else was first
     * @throws AccountSuspended where the administrator was suspended meanwhile
     */
    @Transactional
    public void suspend(Actor administrator, Whom whom, String reason) {
        String why = words(reason);
        lock();
        standing.require(administrator);
        if (whom.covers(administrator)) {
            audit.recordRefusal(
                    administrator,
                    "-",
                    Map.of("rule", "own standing", whom.kind().word(), whom.id()));
            throw Problem.notAllowed(
                    whom.kind() == Kind.ACCOUNT
                            ? "You cannot suspend yourself. Another administrator can."
                            : "You cannot suspend the agency that you belong to. An administrator outside of it can.");
        }
        Optional<Suspension> present = present(whom);
        if (present.isPresent()) {
            if (repeated(present.get().begun(), administrator, why)) {
                return;
            }
            throw Problem.conflict("It is suspended already, by %s."
                    .formatted(present.get().begun().name()));
        }
        if (write(
                        "UPDATE %s SET suspended_at = ? WHERE %s = ?"
                                .formatted(whom.kind().word(), whom.kind().key),
                        now(),
                        whom.id())
                == 0) {
            throw Problem.notFound();
        }
        write(
                "INSERT INTO suspension (%s, reason, begun_by, begun_by_name, begun_at) VALUES (?, ?, ?, ?, ?)"
                        .formatted(whom.kind().word()),
                whom.id(),
                why,
                administrator.id(),
                administrator.name(),
                now());
        if (whom.kind() == Kind.ACCOUNT) {
            sessions.endAllOf(whom.id());
        } else {
            sessions.endAllOfAgency(whom.id());
        }
        audit.record(
                whom.kind().suspended, administrator, "-", Map.of(whom.kind().word(), whom.id()));
    }

    /**
     * Lets an account or an agency in again. Its sessions stay ended: everybody signs in anew.
     *
     * @throws Problem INVALID without a reason; CONFLICT where it is not suspended
     * @throws AccountSuspended where the administrator was suspended meanwhile
     */
    @Transactional
    public void reinstate(Actor administrator, Whom whom, String reason) {
        String why = words(reason);
        lock();
        standing.require(administrator);
        if (present(whom).isEmpty()) {
            boolean repeated = history(whom).stream()
                    .findFirst()
                    .flatMap(Suspension::end)
                    .filter(end -> repeated(end, administrator, why))
                    .isPresent();
            if (repeated) {
                return;
            }
            throw Problem.conflict("It is not suspended.");
        }
        write(
                "UPDATE %s SET suspended_at = NULL WHERE %s = ?"
                        .formatted(whom.kind().word(), whom.kind().key),
                whom.id());
        write(
                "UPDATE suspension SET end_reason = ?, ended_by = ?, ended_by_name = ?, ended_at = ? WHERE %s = ?"
                                .formatted(whom.kind().word())
                        + " AND ended_at IS NULL",
                why,
                administrator.id(),
                administrator.name(),
                now(),
                whom.id());
        audit.record(
                whom.kind().reinstated, administrator, "-", Map.of(whom.kind().word(), whom.id()));
    }

    private static boolean repeated(Suspension.Act act, Actor administrator, String reason) {
        return act.by().equals(administrator.id()) && act.reason().equals(reason);
    }

    /** @throws Problem INVALID */
    private static String words(String reason) {
        String stripped = reason.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            throw Problem.invalid("reason", "Say why, in at most 1,000 characters");
        }
        TypedText.faultOfWords(stripped).ifPresent(fault -> {
            throw Problem.invalid("reason", fault);
        });
        return stripped;
    }

    private Optional<Suspension> present(Whom whom) {
        return history(whom).stream().filter(Suspension::lasts).findFirst();
    }

    /** All suspensions, the latest first. */
    @Transactional
    public List<Suspension> history(Whom whom) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("""
                        SELECT begun_by, begun_by_name, begun_at, reason, ended_by, ended_by_name, ended_at, end_reason
                        FROM suspension WHERE %s = ? ORDER BY id DESC""".formatted(whom.kind().word()))) {
            select.setString(1, whom.id());
            List<Suspension> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Suspension(act(row, 1), row.getString(5) == null ? null : act(row, 5)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Suspensions cannot be read", e);
        }
    }

    private static Suspension.Act act(ResultSet row, int first) throws SQLException {
        return new Suspension.Act(
                row.getString(first),
                row.getString(first + 1),
                row.getObject(first + 2, OffsetDateTime.class).toInstant(),
                row.getString(first + 3));
    }

    /** Who is kept out now, for lists: there are few. */
    @Transactional
    public Now present() {
        Set<String> outAccounts = new HashSet<>();
        Set<String> outAgencies = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT account, agency FROM suspension WHERE ended_at IS NULL")) {
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    add(outAccounts, row.getString(1));
                    add(outAgencies, row.getString(2));
                }
            }
            return new Now(outAccounts, outAgencies);
        } catch (SQLException e) {
            throw new IllegalStateException("Suspensions cannot be read", e);
        }
    }

    private static void add(Set<String> to, @Nullable String id) {
        if (id != null) {
            to.add(id);
        }
    }

    /** One after the other, until commit. */
    private void lock() {
        write("LOCK TABLE suspension IN SHARE ROW EXCLUSIVE MODE");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private int write(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Suspensions cannot be written", e);
        }
    }
}
