package org.tipstaff.invitation.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.tipstaff.invitation.ClockFake;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.cassandra.Buckets;
import org.tipstaff.invitation.cassandra.Ring;
import org.tipstaff.invitation.cassandra.RingSettings;
import org.tipstaff.invitation.day.Engine;
import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStores;
import org.tipstaff.invitation.day.UnconfiguredRows;
import org.tipstaff.invitation.ingest.IngestSettings;
import org.tipstaff.invitation.retention.RetentionTable;
import org.tipstaff.invitation.retention.Retentions;

public class EngineSettingsTest {
    private static final LogDay DAY = LogDay.of(LogFixture.NOW);
    /** Nobody listens there, and nobody asks. */
    private final DataSource nowhere = new PGSimpleDataSource();

    @Test
    void without_a_word_about_it_rows_lie_in_postgresql() {
        RowStores stores = stores(Map.of());

        assertThat(stores.ofNewDays()).isEqualTo(Engine.POSTGRESQL);
        assertThat(stores.cassandra()).isInstanceOf(UnconfiguredRows.class);
    }

    @Test
    void cassandra_without_a_node_does_not_start() {
        assertThatThrownBy(() -> stores(Map.of("tipstaff.log.engine", "cassandra")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contact-points");
    }

    @Test
    void a_ring_that_is_away_does_not_keep_the_application_from_starting() {
        RowStores stores = stores(
                Map.of("tipstaff.log.engine", "cassandra", "tipstaff.log.cassandra.contact-points", "192.0.2.1:9142"));

        assertThat(stores.ofNewDays()).isEqualTo(Engine.CASSANDRA);
        stores.close();
    }

    @Test
    void days_of_cassandra_are_kept_for_the_longest_retention_that_is_known() {
        Retentions announced = settings(Map.of(
                        "tipstaff.log.retention[0].log", "SIGN_IN",
                        "tipstaff.log.retention[0].value", "P60D",
                        "tipstaff.log.retention[0].from", "2027-01-01T00:00:00Z"))
                .retentions();

        assertThat(announced.longest()).isEqualTo(Duration.ofDays(60));
        assertThat(Retentions.defaults().longest()).isEqualTo(Retention.DEFAULT);
    }

    @Test
    void contact_points_have_a_port_or_the_usual_one() {
        Ring ring = Ring.of(ring(Map.of(
                        "tipstaff.log.cassandra.contact-points", "node.example,192.0.2.1:9142",
                        "tipstaff.log.cassandra.user", "tipstaff",
                        "tipstaff.log.cassandra.password", "not to be shown")))
                .orElseThrow();

        assertThat(ring.contactPoints())
                .containsExactly(
                        InetSocketAddress.createUnresolved("node.example", 9042),
                        InetSocketAddress.createUnresolved("192.0.2.1", 9142));
        assertThat(ring.toString()).doesNotContain("not to be shown");
    }

    @Test
    void stores_without_tls_and_a_user_without_a_password_are_refused() {
        for (String[] setting : new String[][] {
            {"trust-store", "tls"}, {"key-store", "tls"}, {"user", "password-file"}, {"user", "password"}
        }) {
            RingSettings settings = ring(Map.of(
                    "tipstaff.log.cassandra.contact-points",
                    "node.example",
                    "tipstaff.log.cassandra." + setting[0],
                    "something"));
            assertThatThrownBy(() -> Ring.of(settings))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(setting[1]);
        }
    }

    @Test
    void a_keyspace_that_would_be_more_than_a_name_is_refused() {
        RingSettings settings = ring(Map.of(
                "tipstaff.log.cassandra.contact-points", "node.example",
                "tipstaff.log.cassandra.keyspace", "a; DROP KEYSPACE b"));

        assertThatThrownBy(() -> Ring.of(settings)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_heavy_handle_fills_the_first_bucket_and_then_its_hours() {
        Buckets buckets = new Buckets(2);
        Instant noon = LogFixture.NOW;
        byte[] heavy = {1};

        assertThat(bucket(buckets, heavy, noon)).isEqualTo(Buckets.FIRST);
        assertThat(bucket(buckets, heavy, noon)).isEqualTo(Buckets.FIRST);
        assertThat(bucket(buckets, heavy, noon)).isEqualTo((short) 13);
        assertThat(bucket(buckets, heavy, DAY.start())).isEqualTo((short) 1);
        assertThat(bucket(buckets, heavy, DAY.end().minusNanos(1_000))).isEqualTo((short) 24);
        assertThat(bucket(buckets, new byte[] {2}, noon)).isEqualTo(Buckets.FIRST);
        assertThat(Buckets.hour(DAY, DAY.end())).isEqualTo((short) 24);
    }

    private static short bucket(Buckets buckets, byte[] handle, Instant at) {
        return buckets.next(LogKind.SIGN_IN, handle, DAY, at).bucket();
    }

    private RowStores stores(Map<String, String> properties) {
        LogConnections connections = new LogConnections(nowhere, work -> {
            throw new AssertionError("nothing is asked of the database");
        });
        LogSettings settings = settings(properties);
        return new InvitationLogProducer()
                .stores(
                        connections,
                        new ClockFake(LogFixture.NOW),
                        new RetentionTable(connections, settings.retentions()),
                        settings,
                        ring(properties));
    }

    static LogSettings settings(Map<String, String> properties) {
        return mapped(properties, LogSettings.class);
    }

    public static RingSettings ring(Map<String, String> properties) {
        return mapped(properties, RingSettings.class);
    }

    /** As the application has them: all mappings together, so that a name that none of them knows is an error. */
    private static <T> T mapped(Map<String, String> properties, Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(LogSettings.class)
                .withMapping(RingSettings.class)
                .withMapping(IngestSettings.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(mapping);
    }
}
