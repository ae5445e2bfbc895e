package org.tipstaff.sealing;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the key store at the start, so that a missing or wrong master key stops the application there and then. */
@ApplicationScoped
class KeyStoreProducer {
    @Produces
    @Singleton
    @Startup
    DirectoryKeyStore keyStore(KeyConfiguration configuration) {
        return new DirectoryKeyStore(configuration.directory(), MasterKey.of(configuration));
    }
}
