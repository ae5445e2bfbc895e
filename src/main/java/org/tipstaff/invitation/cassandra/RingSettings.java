package org.tipstaff.invitation.cassandra;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The ring that days of the engine Cassandra lie in. Needed for as long as there is one of them. */
@ConfigMapping(prefix = "tipstaff.log.cassandra")
public interface RingSettings {
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
