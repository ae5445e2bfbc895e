package org.tipstaff.signing;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Opens the signing key once, at start, so that a wrong password is known before the first certificate is due. */
@ApplicationScoped
public class SigningProducer {
    private final SigningParts parts;

    @jakarta.inject.Inject
    public SigningProducer(SigningConfiguration configuration, Clock clock) {
        this.parts = SigningParts.open(configuration, clock, isProduction());
    }

    void open(@Observes StartupEvent start) {
        // Being called is enough: the constructor has refused what must not start.
        parts.signer();
    }

    @Produces
    @Singleton
    public DocumentSigner documentSigner() {
        return parts.signer();
    }

    @Produces
    @Singleton
    public SignatureValidator signatureValidator() {
        return parts.validator();
    }

    @Produces
    @Singleton
    @Courts
    public SignatureValidator orderValidator() {
        return parts.orderValidator();
    }

    /** The packaged application is production unless it was told that it is the demonstration. */
    private static boolean isProduction() {
        return LaunchMode.current() == LaunchMode.NORMAL && !Boolean.getBoolean("tipstaff.demo");
    }
}
