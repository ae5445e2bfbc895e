package org.tipstaff.invitation.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogUnavailable;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogLock;

/**
 * The way into the ring: connected at first use, so that an application that finds the ring away starts all the same,
 * and goes on trying. Makes keyspace and tables where they are missing, one copy of the application at a time.
 */
public final class CassandraAccess implements AutoCloseable {
    /** Longer than Cassandra itself takes to give up (writes 2 s, reads 5 s), so that its own answer arrives. */
    private static final Duration REQUEST = Duration.ofSeconds(12);
    /** Requests under way at a time; further ones queue here and not in the nodes. */
    private static final int AT_A_TIME = 512;

    private static final int QUEUED = 100_000;

    private final Ring ring;
    private final LogConnections connections;
    private @Nullable Open open;

    /**
     * A session with what is asked over it, per direction.
     *
     * @param first rows of the first bucket
     * @param further rows of another bucket in a span of time
     */
    public record Open(
            CqlSession session,
            Map<Direction, PreparedStatement> insert,
            Map<Direction, PreparedStatement> spread,
            Map<Direction, PreparedStatement> first,
            Map<Direction, PreparedStatement> further) {}

    public CassandraAccess(Ring ring, LogConnections connections) {
        this.ring = ring;
        this.connections = connections;
    }

    Ring ring() {
        return ring;
    }

    /** @throws LogUnavailable where no node can be reached or lets us in, or the tables cannot be made */
    public synchronized Open open() {
        Open known = open;
        if (known == null) {
            known = connect();
            open = known;
        }
        return known;
    }

    private Open connect() {
        CqlSession session = null;
        try {
            session = builder().build();
            makeTables(session);
            Open connected = prepare(session);
            session = null;
            return connected;
        } catch (DriverException e) {
            throw LogUnavailable.ring(e);
        } finally {
            if (session != null) {
                session.close();
            }
        }
    }

    private CqlSessionBuilder builder() {
        CqlSessionBuilder builder = CqlSession.builder()
                .withClassLoader(CassandraAccess.class.getClassLoader())
                .withConfigLoader(configuration())
                .addContactPoints(ring.contactPoints())
                .withLocalDatacenter(ring.datacenter());
        ring.login().ifPresent(login -> builder.withAuthCredentials(login.user(), RingSecrets.password(login)));
        ring.tls().ifPresent(tls -> builder.withSslEngineFactory(checkingNames(RingSecrets.context(tls))));
        return builder;
    }

    private static DriverConfigLoader configuration() {
        return DriverConfigLoader.programmaticBuilder(CassandraAccess.class.getClassLoader())
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                // A row has its own key: written twice it is still one row.
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
                .withClass(DefaultDriverOption.RETRY_POLICY_CLASS, CassandraRetries.class)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(10))
                .withClass(DefaultDriverOption.REQUEST_THROTTLER_CLASS, ConcurrencyLimitingRequestThrottler.class)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, AT_A_TIME)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, QUEUED)
                // Warnings of the server may repeat what was asked.
                .withBoolean(DefaultDriverOption.REQUEST_LOG_WARNINGS, false)
                .build();
    }

    /** Two copies of the application that make one table at once would leave the ring with two of them. */
    private void makeTables(CqlSession session) {
        connections.beside(connection -> {
            LogLock.TABLES.takeInTransaction(connection);
            Optional<KeyspaceMetadata> keyspace = session.getMetadata().getKeyspace(ring.keyspace());
            if (keyspace.isEmpty()) {
                session.execute(CassandraSchema.createKeyspace(ring.keyspace(), ring.datacenter(), ring.replication()));
            }
            for (Direction direction : Direction.values()) {
                if (keyspace.flatMap(there -> there.getTable(CassandraSchema.table(direction)))
                        .isEmpty()) {
                    session.execute(CassandraSchema.createTable(ring.keyspace(), direction));
                }
            }
        });
    }

    private Open prepare(CqlSession session) {
        Map<Direction, PreparedStatement> insert = new EnumMap<>(Direction.class);
        Map<Direction, PreparedStatement> spread = new EnumMap<>(Direction.class);
        Map<Direction, PreparedStatement> first = new EnumMap<>(Direction.class);
        Map<Direction, PreparedStatement> further = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            insert.put(direction, session.prepare(CassandraSchema.insert(ring.keyspace(), direction)));
            spread.put(direction, session.prepare(CassandraSchema.spread(ring.keyspace(), direction)));
            first.put(direction, session.prepare(CassandraSchema.first(ring.keyspace(), direction)));
            further.put(direction, session.prepare(CassandraSchema.further(ring.keyspace(), direction)));
        }
        return new Open(session, insert, spread, first, further);
    }

    /** Any certificate of the same authority would do without the name. */
    private static ProgrammaticSslEngineFactory checkingNames(SSLContext context) {
        return new ProgrammaticSslEngineFactory(context, null, true);
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.session().close();
            open = null;
        }
    }
}
