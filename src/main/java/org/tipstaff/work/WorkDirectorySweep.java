package org.tipstaff.work;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;

/** What a killed process left in a temporary directory are removed when the next one starts. */
@ApplicationScoped
class WorkDirectorySweep {
    void start(@Observes StartupEvent event) throws IOException {
        WorkDirectory.sweep();
    }
}
