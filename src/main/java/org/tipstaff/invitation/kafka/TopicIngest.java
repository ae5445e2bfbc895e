package org.tipstaff.invitation.kafka;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.day.LogConnections;

/**
 * Appends what a partition of the topic holds. The batch's bounds are committed first; then rows, position, rejections
 * and audit entry in one transaction, which only the process that still has the partition can commit.
 */
@ApplicationScoped
class TopicIngest {
    /** Below Kafka's default for {@code max.poll.interval.ms}, after which another process gets the partition. */
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final InvitationLog log;
    private final AuditLog audit;
    private final TopicPositions positions;
    private final Clock clock;

    TopicIngest(InvitationLog log, AuditLog audit, LogConnections connections, Clock clock) {
        this.log = log;
        this.audit = audit;
        this.positions = new TopicPositions(connections, clock);
        this.clock = clock;
    }

    /**
     * What became of a batch's records.
     *
     * @param rejected records that are no rows
     * @param expired rows already past retention, not kept
     * @param early rows of the future beyond the tolerated clock difference, not kept
     * @param known rows with an id that were in the log already
     */
    record Outcome(long accepted, long rejected, long expired, long early, long known) {}

    /** Where a partition is; one that is new begins at the first offset that Kafka has. */
    TopicPosition position(TopicPart part, long first) {
        return positions.of(part, first);
    }

    /** Goes on behind records that Kafka no longer has; they are counted as lost. */
    void passOver(TopicPart part, TopicPosition position, long first) {
        positions.passOver(part, position, first);
    }

    /** @throws TopicPositions.Overtaken where another process has the partition now; nothing was kept */
    Outcome append(TopicBatch batch) {
        if (!batch.claimed()) {
            positions.claim(batch);
        }
        return QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST.toSeconds())
                .call(() -> appendClaimed(batch));
    }

    private Outcome appendClaimed(TopicBatch batch) {
        positions.hold(batch);
        TopicBatch.Rows rows = batch.rows();
        InvitationLog.Appended appended = log.append(batch.key(), rows);
        List<TopicBatch.Rejection> rejections = rows.rejections();
        // MUST be the transaction of the rows: a position without its rows is a loss, rows without it come twice.
        positions.advance(batch, appended, rejections);
        audit.record(AuditAction.LOG_APPENDED, writer(batch.part()), "-", facts(batch, appended, rejections.size()));
        return new Outcome(
                appended.accepted(), rejections.size(), appended.expired(), appended.early(), appended.known());
    }

    private static Map<String, String> facts(TopicBatch batch, InvitationLog.Appended appended, int rejected) {
        return Map.of(
                "topic", batch.part().topic(),
                "partition", Integer.toString(batch.part().number()),
                "from", Long.toString(batch.from()),
                "until", Long.toString(batch.until()),
                "accepted", Long.toString(appended.accepted()),
                "rejected", Integer.toString(rejected),
                "expired", Long.toString(appended.expired()),
                "early", Long.toString(appended.early()),
                "known", Long.toString(appended.known()),
                "repeated", Boolean.toString(appended.repeated()));
    }

    /** Who wrote to the topic is Kafka's to know. */
    private Actor writer(TopicPart part) {
        return new Actor("kafka", "Kafka topic " + part.topic(), "", Set.of(Role.LOG_WRITER), null, clock.instant());
    }
}
