package org.tipstaff.invitation.sealed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.tipstaff.invitation.cassandra.CassandraAccess;
import org.tipstaff.invitation.cassandra.CassandraRows;
import org.tipstaff.invitation.cassandra.Ring;
import org.tipstaff.invitation.cassandra.RingSettings;
import org.tipstaff.invitation.day.ClockCheck;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.RowStore;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.day.UnconfiguredRows;
import org.tipstaff.invitation.ingest.OpenBatches;
import org.tipstaff.invitation.postgres.DayParts;
import org.tipstaff.invitation.postgres.PostgresRows;
import org.tipstaff.invitation.retention.RetentionRuns;
import org.tipstaff.invitation.retention.RetentionTable;
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
    SealedInvitationLog log(
            LogConnections connections,
            KeyStore keys,
            Clock clock,
            RetentionTable retentions,
            LogSettings settings,
            RowStores stores) {
        return new SealedInvitationLog(
                connections, keys, clock, retentions, SealedInvitationLog.Rules.of(settings), stores);
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

    /** Nothing of Cassandra is touched before the first row that lies there or goes there. */
    @Produces
    @Singleton
    RowStores stores(
            LogConnections connections,
            Clock clock,
            RetentionTable retentions,
            LogSettings settings,
            RingSettings nodes) {
        Optional<Ring> ring = Ring.of(nodes);
        if (settings.engine() == Engine.CASSANDRA && ring.isEmpty()) {
            throw new IllegalStateException(
                    "tipstaff.log.engine is cassandra: tipstaff.log.cassandra.contact-points must name its nodes");
        }
        RowStore cassandra = ring.<RowStore>map(there -> new CassandraRows(
                        new CassandraAccess(there, connections),
                        new OpenBatches(connections, clock),
                        retentions,
                        clock))
                .orElseGet(UnconfiguredRows::new);
        return new RowStores(
                settings.engine(), new PostgresRows(new DayParts(settings.partsOfADay()), clock), cassandra);
    }

    void close(@Disposes RowStores stores) {
        stores.close();
    }

    @Produces
    @Singleton
    RetentionRuns runs(LogConnections connections) {
        return new RetentionRuns(connections);
    }
}
