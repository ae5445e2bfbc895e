package org.tipstaff.sealing;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Opens the key store at the start, so that a missing or wrong master key stops the application there and then. */
@ApplicationScoped
public class KeyStoreProducer {
    @Produces
    @ApplicationScoped
    @Startup
    public KeyStore keyStore(KeyConfiguration configuration) {
        return new DirectoryKeyStore(configuration.directory(), MasterKey.of(configuration));
    }
}
