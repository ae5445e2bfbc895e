package org.tipstaff.document.isolation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** How the children of this application are cut off; tried once. */
@Singleton
public class InspectionIsolation {
    private static final Logger LOG = Logger.getLogger(InspectionIsolation.class);

    private final NetworkSeparation wanted;
    private final Isolation found;

    @Inject
    InspectionIsolation(DocumentsConfig config) {
        this(config.network(), new IsolationProbe());
    }

    InspectionIsolation(NetworkSeparation wanted, IsolationProbe probe) {
        this.wanted = wanted;
        this.found = wanted == NetworkSeparation.OFF ? Isolation.NONE : probe.probe();
        if (wanted == NetworkSeparation.AUTO) {
            found.problem()
                    .ifPresent(problem -> LOG.warnf("Orders are inspected with the network in reach. %s", problem));
        }
    }

    public Isolation found() {
        return found;
    }

    NetworkSeparation wanted() {
        return wanted;
    }

    /** @throws IllegalStateException where a network namespace is required and cannot be had, saying what to do */
    public void requireWhatIsRequired() {
        if (wanted == NetworkSeparation.REQUIRED && !found.network()) {
            throw new IllegalStateException("No order can be inspected without a network namespace, which"
                    + " tipstaff.documents.network=required asks for. "
                    + found.problem().orElse("")
                    + ". Allow it (docs/configuration.md) or set tipstaff.documents.network=auto.");
        }
    }
}
