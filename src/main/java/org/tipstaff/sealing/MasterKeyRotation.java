package org.tipstaff.sealing;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Seals all keys under the present master key after the start, where the configuration names another one beside it. What
 * is sealed under the keys is not touched: exchanging the master key costs a file a key. Interrupted, it goes on with the
 * next start; two copies of the application may do it at once.
 */
@ApplicationScoped
class MasterKeyRotation {
    private static final Logger LOG = Logger.getLogger(MasterKeyRotation.class);

    private final DirectoryKeyStore keys;
    private final KeyConfiguration configuration;
    private final ManagedExecutor executor;
    private final Event<KeysResealed> resealed;

    MasterKeyRotation(
            DirectoryKeyStore keys,
            KeyConfiguration configuration,
            ManagedExecutor executor,
            Event<KeysResealed> resealed) {
        this.keys = keys;
        this.configuration = configuration;
        this.executor = executor;
        this.resealed = resealed;
    }

    void start(@Observes StartupEvent started) {
        if (configuration.otherMasterKey().isPresent()
                || configuration.otherMasterKeyFile().isPresent()) {
            executor.runAsync(this::run);
        }
    }

    private void run() {
        try {
            int number = keys.resealAll();
            if (number > 0) {
                resealed.fire(new KeysResealed(number));
            }
            LOG.infof("%d keys were sealed under the present master key; none lies under the other one", number);
        } catch (RuntimeException e) {
            LOG.error("The keys could not all be sealed under the present master key: keep the other one", e);
        }
    }
}
