package org.tipstaff.signing.setup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.signing.key.KeyPlan;

/** What can be set about signing; the key that custodians share is set beside the rest. */
@ConfigMapping(prefix = "tipstaff.signing")
public interface SigningConfiguration extends KeyPlan {
    /** The provider's seal, under which letters and other papers leave that no custodian swears to; needed. */
    Optional<KeyPlan> seal();

    /** Custodians who sign with a key of their own, by any name; all others share the key above. */
    Map<String, Custodian> custodians();

    /** One custodian's own key. */
    interface Custodian extends KeyPlan {
        /** The custodian's account, the subject ({@code sub}) at the identity provider; needed. */
        Optional<String> account();
    }

    /** How long a trial signature with each key counts; one that failed is tried again within five minutes. */
    @WithDefault("1H")
    Duration trialEvery();

    /** PEM or DER files: certificates that signed before, with those above them; published and trusted as they were. */
    Optional<List<Path>> retiredCertificates();

    /** How long before its end a signing certificate makes the health check complain. */
    @WithDefault("P30D")
    Duration expiryWarning();

    /** RFC 3161 time-stamp authorities, the preferred first. */
    Optional<List<URI>> tsaUrls();

    /** Limit for each connection to a time-stamp or revocation server, and for each answer. */
    @WithDefault("20s")
    Duration networkTimeout();

    /** How long before the end of what the last time-stamp rests on a document is time-stamped anew. */
    @WithDefault("P90D")
    Duration renewBefore();

    /** Day (UTC) from which a digest algorithm is no longer relied on, by its name: {@code SHA256}. */
    Map<String, LocalDate> digestEnds();

    /** PEM or DER files: the roots of the signing certificate and of the time-stamp authorities. */
    Optional<List<Path>> trustAnchors();

    /** Sign with made-up authorities, whose signatures prove nothing. */
    @WithDefault("false")
    boolean demonstration();

    /** Where the made-up authorities' keys are kept. */
    @WithDefault(".demo/signing")
    Path demonstrationDirectory();

    /** In whose name the demonstration seals. */
    @WithDefault("Example Messaging, Inc. (seal)")
    String demonstrationSeal();

    /** Who signs in the demonstration. */
    @WithDefault("Casey Custodian")
    String demonstrationCustodian();
}
