package org.tipstaff.invitation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.tipstaff.sealing.KeyStore;

/** Puts the log together from the data source, the key store, the clock and the configuration. */
@ApplicationScoped
class InvitationLogProducer {
    @Produces
    @Singleton
    LogConnections connections(DataSource source) {
        return new LogConnections(
                source, work -> QuarkusTransaction.suspendingExisting().run(work));
    }

    @Produces
    @Singleton
    PostgresInvitationLog log(
            LogConnections connections, KeyStore keys, Clock clock, RetentionTable retentions, LogSettings settings) {
        return new PostgresInvitationLog(
                connections, keys, clock, retentions, PostgresInvitationLog.Rules.of(settings));
    }

    @Produces
    @Singleton
    RetentionTable retentions(LogConnections connections, LogSettings settings) {
        return new RetentionTable(connections, settings.retentions());
    }

    @Produces
    @Singleton
    ClockCheck clockCheck(Clock clock, LogSettings settings) {
        return new ClockCheck(clock, ClockCheck.Reference.DATABASE, settings.toleratedClockDifference());
    }

    @Produces
    @Singleton
    RetentionRuns runs(LogConnections connections) {
        return new RetentionRuns(connections);
    }
}
