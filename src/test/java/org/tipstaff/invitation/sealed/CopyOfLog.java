package org.tipstaff.invitation.sealed;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.tipstaff.invitation.ClockFake;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.retention.RetentionRuns;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.Retentions;
import org.tipstaff.sealing.KeyStore;

/** The log as one of several copies of the application has it, for tests of other packages. */
public final class CopyOfLog {
    private final ClockFake clock = new ClockFake(Instant.EPOCH);
    private final RetentionRuns runs;
    private final SealedInvitationLog log;

    /** @param keys two of the same directory are two copies of the application */
    public CopyOfLog(DataSource source, KeyStore keys) {
        LogConnections connections = LogConnections.plain(source);
        runs = new RetentionRuns(connections);
        log = new SealedInvitationLog(
                connections,
                keys,
                clock,
                new RetentionTable(connections, Retentions.defaults()),
                new SealedInvitationLog.Rules(
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofSeconds(20),
                        Duration.ofHours(6),
                        database -> clock.instant()),
                LogFixture.postgresOnly(LogFixture.PARTS, clock));
    }

    public InvitationLog log() {
        return log;
    }

    /** Sets this copy's clock. */
    public void at(Instant now) {
        clock.set(now);
    }

    /** Whether it ran: another run may be under way. */
    public boolean purge() {
        return log.purge(runs).isPresent();
    }
}
