package org.tipstaff.signing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be set about signing. */
@ConfigMapping(prefix = "tipstaff.signing")
public interface SigningConfiguration {
    /** PKCS#12 file with the custodian's key and certificate chain. */
    Optional<Path> keystore();

    /** Opens the key store; from the environment, not from a file that is shared. */
    Optional<String> password();

    /** The key's name in the key store. */
    Optional<String> alias();

    /** RFC 3161 time-stamp authorities, the preferred first. */
    Optional<List<URI>> tsaUrls();

    /** Limit for each connection to a time-stamp or revocation server, and for each answer. */
    @WithDefault("20s")
    Duration networkTimeout();

    /** PEM or DER files: the roots of the signing certificate and of the time-stamp authorities. */
    Optional<List<Path>> trustAnchors();

    /** PEM or DER files: the roots under which courts sign orders. */
    Optional<List<Path>> courtTrustAnchors();

    /** Sign with made-up authorities, whose signatures prove nothing. */
    @WithDefault("false")
    boolean demonstration();

    /** Where the made-up authorities' keys are kept. */
    @WithDefault(".demo/signing")
    Path demonstrationDirectory();

    /** Who signs in the demonstration. */
    @WithDefault("Casey Custodian")
    String demonstrationCustodian();
}
