package org.tipstaff.invitation.ingest;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.web.IdempotencyKey;
import org.tipstaff.web.Problem;

/** Appends what a writer sends: rows, batch and audit entry in one transaction. */
@ApplicationScoped
class LogIngest {
    private static final Logger LOG = Logger.getLogger(LogIngest.class);
    /** How long one batch may stream. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Appender log;
    private final AuditLog audit;
    private final SecurityIdentity identity;
    private final IngestCounters counters;
    private final Clock clock;

    LogIngest(Appender log, AuditLog audit, SecurityIdentity identity, IngestCounters counters, Clock clock) {
        this.counters = counters;
        this.log = log;
        this.audit = audit;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Appends the rows of one request.
     *
     * @param key chosen by the writer and its own: another writer's equal key is another batch; none means a new batch
     * @throws Problem UNAVAILABLE where the log's engine does not take rows; KEY_USED where the key was used for others
     */
    LogRecordsResource.Answer append(@Nullable IdempotencyKey key, RecordLines lines) {
        String batchKey = "api/" + identity.getPrincipal().getName() + "/"
                + (key == null ? UUID.randomUUID().toString() : key.value());
        InvitationLog.Appended appended = QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST.toSeconds())
                .call(() -> appendAndAudit(batchKey, lines));
        counters.count(appended, lines.rejected(), lines.impossibleHandles());
        return new LogRecordsResource.Answer(
                appended.accepted(),
                lines.rejected(),
                lines.impossibleHandles(),
                appended.expired(),
                appended.early(),
                appended.known(),
                appended.repeated(),
                lines.problems());
    }

    private InvitationLog.Appended appendAndAudit(String batchKey, RecordLines lines) {
        InvitationLog.Appended appended = appended(batchKey, lines);
        audit.record(
                AuditAction.LOG_APPENDED,
                writer(),
                "-",
                Map.of(
                        "accepted", Long.toString(appended.accepted()),
                        "rejected", Long.toString(lines.rejected()),
                        "impossibleHandles", Long.toString(lines.impossibleHandles()),
                        "expired", Long.toString(appended.expired()),
                        "early", Long.toString(appended.early()),
                        "known", Long.toString(appended.known()),
                        "repeated", Boolean.toString(appended.repeated())));
        return appended;
    }

    private InvitationLog.Appended appended(String batchKey, RecordLines lines) {
        try {
            return log.append(batchKey, lines, lines::content);
        } catch (LogUnavailable e) {
            LOG.error(e.getMessage());
            throw Problem.of(
                    Problem.Kind.UNAVAILABLE,
                    "The log cannot take rows at the moment, and nothing of this batch was kept. Send the same again"
                            + " under the same Idempotency-Key.");
        }
    }

    /** The service that signed in; a service has no mailbox and no agency. */
    private Actor writer() {
        String name = identity.getPrincipal().getName();
        return new Actor(name, name, "", Set.of(Role.LOG_WRITER), null, clock.instant());
    }
}
