package org.tipstaff.invitation.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.day.ClockCheck;
import org.tipstaff.invitation.day.ClockDoubted;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.web.Problem;

/**
 * Changes how long a log is kept: one administrator proposes, another one approves. Keys that are destroyed do not come
 * back, so nobody decides that alone.
 */
@ApplicationScoped
public class RetentionChanges {
    /**
     * How long a value is known before it applies. By then every copy of the application has seen it, also one whose
     * clock is a little ahead: no search, hold or purge applies another value at the same instant.
     */
    public static final Duration NOTICE = Duration.ofMinutes(5);
    /** Longer than this ahead nobody knows what they decide. */
    private static final Duration HORIZON = Duration.ofDays(366);

    /** Instants are asked for by the minute: the present one has begun already. */
    private static final Duration FINEST = Duration.ofMinutes(1);

    private static final int LONGEST = 1_000;

    private final RetentionTable values;
    private final RetentionProposals proposals;
    private final LogConnections connections;
    private final ClockCheck check;
    private final AuditLog audit;
    private final Clock clock;

    RetentionChanges(RetentionTable values, LogConnections connections, ClockCheck check, AuditLog audit, Clock clock) {
        this.values = values;
        this.proposals = new RetentionProposals(connections);
        this.connections = connections;
        this.check = check;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param from the change takes effect then, or {@link #NOTICE} after its approval where that is later
     */
    public record Wanted(LogKind log, Duration value, Instant from, String reason) {}

    /** All proposals, the newest first. */
    @Transactional
    public List<RetentionProposal> all() {
        return proposals.all();
    }

    /**
     * @return number of the proposal
     * @throws Problem INVALID with fields {@code days}, {@code from}, {@code reason}; CONFLICT where one is open
     */
    @Transactional
    public long propose(Actor administrator, Wanted wanted) {
        Instant now = now();
        validate(wanted, now);
        RetentionProposal.By by = by(administrator, now);
        long id = proposals
                .add(
                        wanted.log(),
                        wanted.value(),
                        wanted.from(),
                        wanted.reason().strip(),
                        by)
                .orElseThrow(() -> Problem.conflict(
                        "A change of this log's retention is proposed already. It must be approved, refused or"
                                + " withdrawn first."));
        audit.record(
                AuditAction.RETENTION_PROPOSED,
                administrator,
                "-",
                details(
                        id,
                        wanted.log(),
                        wanted.value(),
                        Map.of("wantedFrom", wanted.from().toString())));
        return id;
    }

    private void validate(Wanted wanted, Instant now) {
        if (wanted.value().compareTo(Retentions.SHORTEST) < 0 || wanted.value().compareTo(Retentions.LONGEST) > 0) {
            throw Problem.invalid("days", "A log is kept for at least an hour and at most 3,660 days");
        }
        if (wanted.from().isBefore(now.minus(FINEST))) {
            throw Problem.invalid("from", "Choose an instant that has not passed, or leave it empty");
        }
        if (wanted.from().isAfter(now.plus(HORIZON))) {
            throw Problem.invalid("from", "Choose an instant within the next year");
        }
        if (wanted.reason().isBlank() || wanted.reason().strip().length() > LONGEST) {
            throw Problem.invalid("reason", "Say why, in at most 1,000 characters");
        }
        if (values.read()
                .inForce(wanted.log(), later(wanted.from(), now))
                .value()
                .equals(wanted.value())) {
            throw Problem.invalid("days", "The log is kept for as long as that already at that instant");
        }
    }

    /**
     * Lets a proposal take effect. By another administrator than its proposer, freshly signed in.
     *
     * @return from when on it applies
     * @throws Problem NOT_ALLOWED to the proposer; CONFLICT where it was decided before; UNAVAILABLE where the clock is
     *     doubted
     */
    @Transactional
    public Instant approve(Actor administrator, long id) {
        RetentionProposal proposal = open(id);
        requireOther(administrator, proposal, "approve");
        requireClock();
        Instant now = now();
        Instant from = later(proposal.wantedFrom(), now.plus(NOTICE));
        values.establish(now);
        proposals.approve(id, by(administrator, now), from);
        audit.record(
                AuditAction.RETENTION_APPROVED,
                administrator,
                "-",
                details(id, proposal.log(), proposal.value(), Map.of("effectiveFrom", from.toString())));
        return from;
    }

    /** @throws Problem as {@link #approve}; INVALID with field {@code remark} where no reason is given */
    @Transactional
    public void refuse(Actor administrator, long id, String remark) {
        RetentionProposal proposal = open(id);
        requireOther(administrator, proposal, "refuse");
        if (remark.isBlank() || remark.strip().length() > LONGEST) {
            throw Problem.invalid("remark", "Say why you refuse it, in at most 1,000 characters");
        }
        proposals.refuse(id, by(administrator, now()), remark.strip());
        audit.record(
                AuditAction.RETENTION_REFUSED,
                administrator,
                "-",
                details(id, proposal.log(), proposal.value(), Map.of()));
    }

    /** @throws Problem NOT_ALLOWED to others than the proposer; CONFLICT where it was decided before */
    @Transactional
    public void withdraw(Actor administrator, long id) {
        RetentionProposal proposal = open(id);
        if (!proposal.proposed().id().equals(administrator.id())) {
            refused(administrator, proposal, "withdraw");
            throw Problem.notAllowed("Only who proposed a change can withdraw it. You can refuse it.");
        }
        proposals.withdraw(id, by(administrator, now()));
        audit.record(
                AuditAction.RETENTION_WITHDRAWN,
                administrator,
                "-",
                details(id, proposal.log(), proposal.value(), Map.of()));
    }

    private RetentionProposal open(long id) {
        RetentionProposal proposal = proposals.lock(id).orElseThrow(Problem::notFound);
        if (!proposal.open()) {
            throw Problem.conflict("This proposal was decided already.");
        }
        return proposal;
    }

    private void requireOther(Actor administrator, RetentionProposal proposal, String act) {
        if (proposal.proposed().id().equals(administrator.id())) {
            refused(administrator, proposal, act);
            throw Problem.notAllowed("You proposed this change. Another administrator must decide it.");
        }
    }

    private void refused(Actor administrator, RetentionProposal proposal, String act) {
        audit.recordRefusal(
                administrator,
                "-",
                Map.of("act", act + " a retention proposal", "proposal", Long.toString(proposal.id())));
    }

    private void requireClock() {
        try {
            connections.<Boolean, RuntimeException>inTransaction(connection -> {
                check.require(connection);
                return true;
            });
        } catch (ClockDoubted e) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, e.sentence() + ".");
        }
    }

    private static Map<String, String> details(long id, LogKind log, Duration value, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("proposal", Long.toString(id));
        details.put("log", log.name());
        details.put("value", value.toString());
        return details;
    }

    private static RetentionProposal.By by(Actor administrator, Instant at) {
        return new RetentionProposal.By(administrator.id(), administrator.name(), at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
