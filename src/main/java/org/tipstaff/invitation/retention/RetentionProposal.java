package org.tipstaff.invitation.retention;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;

/**
 * That a log be kept for another time, and what became of it.
 *
 * @param id number of the proposal
 * @param wantedFrom from when on the proposer wants it
 * @param reason why, in the proposer's words
 * @param decided nobody while it is open
 * @param remark why it was refused, in words; may be empty
 * @param effectiveFrom from when on it applies; only where it was approved
 */
public record RetentionProposal(
        long id,
        LogKind log,
        Duration value,
        Instant wantedFrom,
        String reason,
        State state,
        By proposed,
        @Nullable By decided,
        String remark,
        @Nullable Instant effectiveFrom) {
    /** What became of it. Names are stored. */
    @Schema(name = "ProposalState")
    public enum State {
        PROPOSED,
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    /**
     * Who did it, and when.
     *
     * @param id the identity provider's stable subject
     */
    public record By(String id, String name, Instant at) {}

    public boolean open() {
        return state == State.PROPOSED;
    }
}
