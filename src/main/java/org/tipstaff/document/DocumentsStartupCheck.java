package org.tipstaff.document;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tipstaff.document.isolation.DocumentsConfig;
import org.tipstaff.document.isolation.InspectionIsolation;

/** Refuses to start with settings under which no order could be inspected, saying what to set. */
@ApplicationScoped
public class DocumentsStartupCheck {
    private final DocumentsConfig config;
    private final InspectionIsolation isolation;

    DocumentsStartupCheck(DocumentsConfig config, InspectionIsolation isolation) {
        this.config = config;
        this.isolation = isolation;
    }

    void check(@Observes StartupEvent start) {
        config.trustedCertificates().flatMap(DocumentsStartupCheck::problem).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
        isolation.requireWhatIsRequired();
    }

    public static Optional<String> problem(Path certificates) {
        return Files.isReadable(certificates)
                ? Optional.empty()
                : Optional.of("No order can be inspected: set tipstaff.documents.trusted-certificates to a readable"
                        + " file or directory of the certificates under which courts sign, or leave it out.");
    }
}
