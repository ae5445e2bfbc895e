package org.tipstaff.request;

import static org.tipstaff.request.Move.Trait.DECIDES;
import static org.tipstaff.request.Move.Trait.NEEDS_REASON;
import static org.tipstaff.request.Move.Trait.TAKES_BACK;
import static org.tipstaff.request.Move.Trait.TAKES_THE_CLAIM;
import static org.tipstaff.request.Move.Trait.TOLD;
import static org.tipstaff.request.Status.APPROVED;
import static org.tipstaff.request.Status.CLOSED;
import static org.tipstaff.request.Status.CONVERTED;
import static org.tipstaff.request.Status.DISCLOSED;
import static org.tipstaff.request.Status.DRAFT;
import static org.tipstaff.request.Status.EXPIRED;
import static org.tipstaff.request.Status.EXTENDED;
import static org.tipstaff.request.Status.IN_REVIEW;
import static org.tipstaff.request.Status.PREPARED;
import static org.tipstaff.request.Status.PRESERVED;
import static org.tipstaff.request.Status.RECALLED;
import static org.tipstaff.request.Status.REFUSED;
import static org.tipstaff.request.Status.RETURNED;
import static org.tipstaff.request.Status.SECOND_REVIEW;
import static org.tipstaff.request.Status.SUBMITTED;
import static org.tipstaff.request.Status.SUSPENDED;
import static org.tipstaff.request.Status.WITHDRAWN;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;

/**
 * The life of a request: one row a move. Buttons, roles, audit names, the diagram in the docs and the tests are
 * computed from it; nothing else says who may do what from where.
 */
public enum Move {
    SUBMIT("Submit", Role.OFFICER, of(DRAFT, RETURNED), of(SUBMITTED), AuditAction.SUBMITTED, TOLD),
    REFUSE_AUTOMATICALLY(
            "Refuse automatically", Role.SYSTEM, of(SUBMITTED), of(REFUSED), AuditAction.REFUSED_AUTOMATICALLY, TOLD),
    CLAIM("Claim", Role.REVIEWER, of(SUBMITTED), of(IN_REVIEW), AuditAction.CLAIMED, TAKES_THE_CLAIM),
    RELEASE_CLAIM("Release the claim", Role.REVIEWER, of(IN_REVIEW), of(SUBMITTED), AuditAction.CLAIM_RELEASED),
    RETURN(
            "Send back",
            Role.REVIEWER,
            of(IN_REVIEW, SECOND_REVIEW),
            of(RETURNED),
            AuditAction.RETURNED,
            DECIDES,
            TOLD,
            NEEDS_REASON),
    REFUSE(
            "Refuse",
            Role.REVIEWER,
            of(IN_REVIEW, SECOND_REVIEW),
            of(REFUSED),
            AuditAction.REFUSED,
            DECIDES,
            TOLD,
            NEEDS_REASON),
    APPROVE("Approve", Role.REVIEWER, of(IN_REVIEW), of(APPROVED, SECOND_REVIEW), AuditAction.APPROVED, DECIDES),
    CONFIRM("Confirm", Role.REVIEWER, of(SECOND_REVIEW), of(APPROVED), AuditAction.CONFIRMED, DECIDES),
    SUSPEND("Suspend", Role.REVIEWER, Status.OPEN, of(SUSPENDED), AuditAction.SUSPENDED, NEEDS_REASON),
    RESUME("Resume", Role.REVIEWER, of(SUSPENDED), Status.OPEN, AuditAction.RESUMED),
    PREPARE("Prepare", Role.SYSTEM, of(APPROVED), of(PREPARED), AuditAction.PREPARED),
    CERTIFY("Certify", Role.CUSTODIAN, of(PREPARED), of(DISCLOSED), AuditAction.CERTIFIED),
    /** What was prepared is destroyed, and the reviewers decide anew. */
    DECLINE("Decline", Role.CUSTODIAN, of(PREPARED), of(IN_REVIEW), AuditAction.DECLINED, TAKES_BACK, NEEDS_REASON),
    /** An approval is taken back while nothing has left the house; the approvals of the round end. */
    REOPEN(
            "Reopen",
            Role.REVIEWER,
            of(APPROVED, PREPARED),
            of(IN_REVIEW),
            AuditAction.REOPENED,
            TAKES_BACK,
            TAKES_THE_CLAIM,
            NEEDS_REASON),
    WITHDRAW("Withdraw", Role.OFFICER, withdrawable(), of(WITHDRAWN), AuditAction.WITHDRAWN, TOLD),
    /** Takes two persons, see {@link #askedBy}: a reviewer asks for it, and then a custodian makes it. */
    RECALL("Recall", Role.CUSTODIAN, of(DISCLOSED), of(RECALLED), AuditAction.RECALLED, TAKES_BACK, TOLD),
    /** What was frozen is still there: the request is decided anew, and its next disclosure names the recalled one. */
    CORRECT(
            "Correct",
            Role.REVIEWER,
            of(RECALLED),
            of(IN_REVIEW),
            AuditAction.CORRECTION_BEGUN,
            TAKES_BACK,
            TAKES_THE_CLAIM,
            NEEDS_REASON),
    CLOSE("Close", Role.SYSTEM, of(DISCLOSED, RECALLED, REFUSED, WITHDRAWN), of(CLOSED), AuditAction.CLOSED, TOLD),
    /** A preservation letter yields nothing: once its rows are frozen it is preserved. */
    PRESERVE("Preserve", Role.SYSTEM, of(SUBMITTED), of(PRESERVED), AuditAction.HELD),
    EXTEND("Renew for 90 days", Role.OFFICER, of(PRESERVED), of(EXTENDED), AuditAction.EXTENDED, TOLD),
    /** Legal process followed: its birth makes this move, and its hold takes the preserved rows over. */
    CONVERT("Convert", Role.SYSTEM, of(PRESERVED, EXTENDED), of(CONVERTED), AuditAction.CONVERTED, TOLD),
    EXPIRE("Expire", Role.SYSTEM, of(PRESERVED, EXTENDED), of(EXPIRED), AuditAction.EXPIRED, TOLD);

    /** What is true of some moves, for all who ask about moves of that kind. */
    enum Trait {
        /** Answers the request, so that each finding must have been answered. */
        DECIDES,
        /** Nothing happens without its reason. */
        NEEDS_REASON,
        /** Whoever makes it has the claim. */
        TAKES_THE_CLAIM,
        /** What an earlier decision or disclosure said counts no more. */
        TAKES_BACK,
        /** Its reason is written to the agency, or by it. */
        TOLD
    }

    private final String title;
    private final Role role;
    private final Set<Status> from;
    private final Set<Status> to;
    private final AuditAction audited;
    private final Set<Trait> traits;

    Move(String title, Role role, Set<Status> from, Set<Status> to, AuditAction audited, Trait... traits) {
        this.title = title;
        this.role = role;
        this.from = Collections.unmodifiableSet(EnumSet.copyOf(from));
        this.to = Collections.unmodifiableSet(EnumSet.copyOf(to));
        this.audited = audited;
        this.traits = Set.of(traits);
    }

    private static Set<Status> of(Status first, Status... more) {
        return EnumSet.of(first, more);
    }

    private static Set<Status> withdrawable() {
        EnumSet<Status> before = EnumSet.copyOf(Status.OPEN);
        before.addAll(of(SUSPENDED, PRESERVED, EXTENDED));
        return before;
    }

    public String title() {
        return title;
    }

    /** Who makes it. */
    public Role role() {
        return role;
    }

    /** Who must have asked for it before it is made: somebody else, with another role. Empty for most moves. */
    public Optional<Role> askedBy() {
        return this == RECALL ? Optional.of(Role.REVIEWER) : Optional.empty();
    }

    /** Whether an actor has a role that makes it or asks for it. */
    boolean isOpenTo(Actor actor) {
        return actor.is(role) || askedBy().filter(actor::is).isPresent();
    }

    public Set<Status> from() {
        return from;
    }

    /** Where it may lead; which of several, the feature that asks for the move decides. */
    public Set<Status> to() {
        return to;
    }

    public AuditAction audited() {
        return audited;
    }

    /**
     * Whether its reason is written to the agency, or by it. All others are words of the house: why a request is
     * suspended may itself be under seal.
     */
    public boolean tellsTheAgency() {
        return traits.contains(Trait.TOLD);
    }

    /** Whether it answers the request. */
    public boolean decides() {
        return traits.contains(Trait.DECIDES);
    }

    /** Whether it is not made without a reason. */
    public boolean needsReason() {
        return traits.contains(Trait.NEEDS_REASON);
    }

    /** Whether whoever makes it has the claim from then on. */
    boolean takesTheClaim() {
        return traits.contains(Trait.TAKES_THE_CLAIM);
    }

    /** Whether what was decided or disclosed before counts no more. */
    public boolean takesBack() {
        return traits.contains(Trait.TAKES_BACK);
    }

    public boolean leads(Status before, Status after) {
        return from.contains(before) && to.contains(after);
    }

    /** The moves that the table knows from a status. */
    public static List<Move> from(Status status) {
        return Arrays.stream(values())
                .filter(move -> move.from.contains(status))
                .toList();
    }
}
