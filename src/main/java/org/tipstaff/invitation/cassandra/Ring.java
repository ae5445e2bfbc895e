package org.tipstaff.invitation.cassandra;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Cassandra is and how to use it.
 *
 * @param contactPoints unresolved, at least one
 * @param keyspace lower case, stands in CQL text
 * @param replication copies of a row in a keyspace that is made
 * @param margin see {@link RingSettings#margin()}
 */
public record Ring(
        List<InetSocketAddress> contactPoints,
        String datacenter,
        String keyspace,
        int replication,
        Duration margin,
        Optional<Login> login,
        Optional<Tls> tls) {
    static final int PORT = 9042;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Of the password and the file that holds it there is one. */
    record Login(String user, Optional<String> password, Optional<Path> passwordFile) {
        Login {
            if (password.isPresent() == passwordFile.isPresent()) {
                throw new IllegalArgumentException(
                        "tipstaff.log.cassandra.user needs either a password or a password-file");
            }
        }

        @Override
        public String toString() {
            return "login";
        }
    }

    /**
     * TLS with every node.
     *
     * @param trustStore none means the authorities of the JDK
     * @param keyStore the client's own key, for nodes that ask for one
     */
    record Tls(Optional<StoreFile> trustStore, Optional<StoreFile> keyStore) {}

    /** @param password empty where it has none */
    record StoreFile(Path file, String password) {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    public Ring {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()
                || !NAME.matcher(keyspace).matches()
                || !DATACENTER.matcher(datacenter).matches()) {
            throw new IllegalArgumentException("tipstaff.log.cassandra needs a contact point, a keyspace of lower case"
                    + " letters, digits and underscores, and the name of a data centre");
        }
        if (replication < 1 || margin.isNegative()) {
            throw new IllegalArgumentException("tipstaff.log.cassandra needs 1 copy or more and no negative margin");
        }
    }

    /** Nothing where no contact point is configured. */
    public static Optional<Ring> of(RingSettings settings) {
        return settings.contactPoints()
                .filter(points -> !points.isEmpty())
                .map(points -> new Ring(
                        points.stream().map(Ring::point).toList(),
                        settings.localDatacenter(),
                        settings.keyspace(),
                        settings.replication(),
                        settings.margin(),
                        settings.user().map(user -> new Login(user, settings.password(), settings.passwordFile())),
                        tls(settings)));
    }

    private static Optional<Tls> tls(RingSettings settings) {
        Optional<StoreFile> trustStore = settings.trustStore()
                .map(file -> new StoreFile(file, settings.trustStorePassword().orElse("")));
        Optional<StoreFile> keyStore = settings.keyStore()
                .map(file -> new StoreFile(file, settings.keyStorePassword().orElse("")));
        if (settings.tls()) {
            return Optional.of(new Tls(trustStore, keyStore));
        }
        if (trustStore.isPresent() || keyStore.isPresent()) {
            // Whoever names them wants TLS, and must not get plain text.
            throw new IllegalArgumentException(
                    "tipstaff.log.cassandra has a trust-store or a key-store: set tipstaff.log.cassandra.tls to true");
        }
        return Optional.empty();
    }

    private static InetSocketAddress point(String written) {
        int colon = written.lastIndexOf(':');
        boolean port = colon >= 0 && written.indexOf(':') == colon;
        return port
                ? InetSocketAddress.createUnresolved(
                        written.substring(0, colon), Integer.parseInt(written.substring(colon + 1)))
                : InetSocketAddress.createUnresolved(written, PORT);
    }
}
