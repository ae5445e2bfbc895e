package org.tipstaff.invitation;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Configuration of the invitation log. Works without a single entry: 30 × 24 hours for every log. */
@ConfigMapping(prefix = "tipstaff.log")
interface LogSettings {
    /** History of retention values; see {@link Retention}. */
    List<Entry> retention();

    /** How far a row may lie in the future before it is refused: writers' clocks differ. */
    @WithDefault("PT5M")
    Duration toleratedClockDifference();

    /** How many days after today are opened ahead of time. */
    @WithDefault("2")
    int daysAhead();

    /** Into how many tables PostgreSQL divides a day that rows come to; see {@link DayParts}. */
    @WithDefault("24")
    int partsOfADay();

    /** How long a retention run waits before it locks, so that a hold whose instant of receipt lies before it comes first. */
    @WithDefault("PT2S")
    Duration purgeSettles();

    /** How long a retention run tries to get its lock before it fails. */
    @WithDefault("PT20M")
    Duration purgePatience();

    /** How long after its end a day is laid out by handle; rows may still come later. */
    @WithDefault("PT6H")
    Duration dayCloses();

    /** Most bytes of one upload over HTTP, which is one transaction. */
    @WithDefault("1G")
    MemorySize largestUpload();
    /** What new days are opened in: {@code postgresql} or {@code cassandra}. */
    @WithDefault("postgresql")
    Engine engine();

    Cassandra cassandra();

    /** The ring that days of the engine Cassandra lie in. Needed for as long as there is one of them. */
    interface Cassandra {
        /** Some of its nodes, as {@code host:port} or {@code host} for port 9042. */
        Optional<List<String>> contactPoints();

        /** The data centre that this copy of the application lies in; LOCAL_QUORUM is counted there. */
        @WithDefault("datacenter1")
        String localDatacenter();

        /** Made at first use, with its tables, where it is missing. Lower case letters, digits and underscores. */
        @WithDefault("tipstaff")
        String keyspace();

        /** Copies of a row, for a keyspace that is made. */
        @WithDefault("3")
        int replication();

        /** For how long after its retention a day's rows stay, unread but for a hold that was pinned in time. */
        @WithDefault("P7D")
        Duration margin();

        Optional<String> user();

        Optional<String> password();

        /** Holds the password instead; read anew at each attempt to connect. */
        Optional<Path> passwordFile();

        /** Encrypts, and checks nodes' certificates and the names in them: there is no TLS without that. */
        @WithDefault("false")
        boolean tls();

        /** PEM, PKCS#12 or JKS: authorities that nodes' certificates are checked against; the JDK's own without it. */
        Optional<Path> trustStore();

        Optional<String> trustStorePassword();

        /** PKCS#12 or JKS: the client's own key and certificate, for nodes that ask for one. */
        Optional<Path> keyStore();

        Optional<String> keyStorePassword();
    }

    /** One value of one log from an instant on. */
    interface Entry {
        LogKind log();

        /** For example {@code P30D} or {@code PT720H}. */
        Duration value();

        /** For example {@code 2026-01-01T00:00:00Z}. */
        Instant from();
    }

    default Retentions retentions() {
        return new Retentions(retention().stream()
                .map(entry -> new Retention(entry.log(), entry.value(), entry.from()))
                .toList());
    }
}
