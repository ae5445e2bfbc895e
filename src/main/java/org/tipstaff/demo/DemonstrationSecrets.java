package org.tipstaff.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The demonstration's secrets, made at its first start and kept beside its data. All begin with {@value #MARK}, by which
 * a production start knows them.
 *
 * @param client of the client {@code tipstaff} at the identity provider
 * @param administrator password of Keycloak's own administrator
 */
record DemonstrationSecrets(String client, String administrator) {
    static final String MARK = "demonstration-";

    static DemonstrationSecrets in(Path directory) throws IOException {
        Path file = directory.resolve("secrets.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        } else {
            SecureRandom random = new SecureRandom();
            properties.setProperty("client", MARK + hex(random));
            properties.setProperty("administrator", MARK + hex(random));
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "Made for the demonstration; worth nothing elsewhere");
            }
        }
        return new DemonstrationSecrets(
                properties.getProperty("client", ""), properties.getProperty("administrator", ""));
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "demonstration secrets";
    }
}
