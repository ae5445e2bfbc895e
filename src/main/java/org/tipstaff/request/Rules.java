package org.tipstaff.request;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;
import org.tipstaff.process.Courts;
import org.tipstaff.process.Examination;
import org.tipstaff.process.Policy;
import org.tipstaff.process.RuleFiles;

/** Hands the policy and the list of courts, read from {@code config/}, to whoever needs them. */
@ApplicationScoped
class Rules {
    private static final Logger LOG = Logger.getLogger(Rules.class);

    /** At the start and not at the first filing: a policy that cannot be read must not wait for an officer. */
    void read(@Observes StartupEvent event, Policy policy, Courts courts) {
        LOG.infof("Policy of %s, %d courts", policy.version(), courts.all().size());
    }

    @Produces
    @Singleton
    Policy policy() {
        try {
            return RuleFiles.OF_WORKING_DIRECTORY.policy();
        } catch (IOException e) {
            throw new UncheckedIOException("The policy in config/ cannot be read", e);
        }
    }

    @Produces
    @Singleton
    Courts courts() {
        try {
            return RuleFiles.OF_WORKING_DIRECTORY.courts();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of courts in config/ cannot be read", e);
        }
    }

    @Produces
    @Singleton
    Examination examination(Policy policy, Courts courts) {
        return new Examination(policy, courts);
    }
}
