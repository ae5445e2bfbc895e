package org.tipstaff.web;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.tipstaff.sealing.Sha256;

/** Versions in the addresses of static files, which browsers keep for a day without asking; {@code inject:assets}. */
@Named("assets")
@Singleton
public class Assets {
    private static final String FOLDER = "META-INF/resources/assets/";
    private static final List<String> FILES =
            List.of("portal.css", "portal.js", "govuk-support.js", "icons.svg", "mark.svg");

    private final String version = hash();
    private final String govuk = webJar("govuk-frontend");

    /** Changes whenever one of our own files does. */
    public String version() {
        return version;
    }

    /** Version of the WebJar; {@code portal.js} names it as well. */
    public String govuk() {
        return govuk;
    }

    private static String hash() {
        StringBuilder hashes = new StringBuilder();
        for (String file : FILES) {
            hashes.append(Sha256.of(read(FOLDER + file)).hex());
        }
        return Sha256.of(hashes.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .hex()
                .substring(0, 12);
    }

    static String webJar(String name) {
        try {
            Properties properties = new Properties();
            properties.load(new java.io.ByteArrayInputStream(
                    read("META-INF/maven/org.webjars.npm/" + name + "/pom.properties")));
            return Objects.requireNonNull(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String path) {
        try (InputStream in = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
