package org.tipstaff.signing.setup;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tipstaff.signing.document.Workspace;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.sign.Signers;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.signing.validation.ProviderSignatures;
import org.tipstaff.signing.validation.SignatureValidator;

/** Opens the signing key once, at start, so that a wrong password is known before the first certificate is due. */
@ApplicationScoped
public class SigningProducer {
    private static final Logger LOG = Logger.getLogger(SigningProducer.class);

    private final SigningParts parts;
    private final Duration expiryWarning;
    private final Clock clock;

    @jakarta.inject.Inject
    public SigningProducer(SigningConfiguration configuration, Clock clock) {
        this.parts = SigningParts.open(configuration, clock, isProduction());
        this.expiryWarning = configuration.expiryWarning();
        this.clock = clock;
    }

    /** Being called is enough to open the key: the constructor has refused what must not start. */
    void open(@Observes StartupEvent start) throws IOException {
        Workspace.sweep();
        warning().ifPresent(LOG::warn);
    }

    /** A sentence where no key will be there to sign with soon. */
    Optional<String> warning() {
        Instant now = clock.instant();
        return parts.keys().all().stream()
                .flatMap(keys -> keys.problem(now).or(() -> keys.warning(now, expiryWarning)).stream())
                .findFirst();
    }

    /** What the trial signatures are made with. */
    public SigningParts parts() {
        return parts;
    }

    @Produces
    @Singleton
    public DocumentSigner documentSigner() {
        return parts.signers().shared();
    }

    @Produces
    @Singleton
    public Signers signers() {
        return parts.signers();
    }

    @Produces
    @Singleton
    public SignatureValidator signatureValidator() {
        return parts.validator();
    }

    @Produces
    @Singleton
    public ProviderSignatures providerSignatures() {
        return new ProviderSignatures(parts.keys().shared()::signers);
    }

    @Produces
    @Singleton
    public DocumentStamper documentStamper() {
        return parts.stamper();
    }

    /** The packaged application is production unless it was told that it is the demonstration. */
    private static boolean isProduction() {
        return LaunchMode.current() == LaunchMode.NORMAL && !Boolean.getBoolean("tipstaff.demo");
    }
}
