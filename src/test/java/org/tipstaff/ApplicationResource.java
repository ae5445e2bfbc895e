package org.tipstaff;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tipstaff.demo.EmbeddedDatabase;

/**
 * What a {@code @QuarkusTest} needs: a database of its own in the run's PostgreSQL, and directories for keys. Sign in
 * with the annotations of {@link As}; for a real provider see {@link KeycloakResource}.
 */
public class ApplicationResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("tipstaff-application");
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.datasource.jdbc.url", TestDatabase.fresh().url());
            settings.put("quarkus.datasource.username", EmbeddedDatabase.APPLICATION);
            settings.put("quarkus.datasource.password", "");
            settings.put("quarkus.flyway.username", EmbeddedDatabase.OWNER);
            settings.put("quarkus.flyway.password", "none");
            settings.put("tipstaff.keys.directory", directory.resolve("keys").toString());
            settings.put(
                    "tipstaff.keys.master-key-file",
                    directory.resolve("master.key").toString());
            settings.put("tipstaff.keys.create", "true");
            settings.put("tipstaff.signing.demonstration", "true");
            settings.put(
                    "tipstaff.signing.demonstration-directory",
                    directory.resolve("signing").toString());
            settings.put("tipstaff.signing.demonstration-custodian", "Helen Marsh");
            settings.put(
                    "tipstaff.documents.trusted-certificates",
                    Files.createDirectories(directory.resolve("courts")).toString());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The cluster ends with the run, see TestDatabase.
    }
}
