package org.tipstaff;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tipstaff.signing.setup.SigningStartupCheck;

/**
 * What a start in production needs, asked before anything is opened: all that is missing at once, each in one sentence
 * that says what to set.
 */
final class ProductionCheck {
    /** Begins every secret that the demonstration makes. */
    static final String DEMONSTRATION = "demonstration-";

    private static final int SECRET_LENGTH = 32;

    private record Needed(String property, String what) {}

    private static final List<Needed> NEEDED = List.of(
            new Needed("quarkus.datasource.jdbc.url", "the address of PostgreSQL"),
            new Needed("quarkus.datasource.username", "the application's database role"),
            new Needed("quarkus.flyway.username", "the database role that owns the tables"),
            new Needed("quarkus.flyway.password", "the password of that role"),
            new Needed("quarkus.oidc.auth-server-url", "the address of the OpenID Connect provider"),
            new Needed("quarkus.oidc.credentials.secret", "the client's secret at the provider"),
            new Needed("tipstaff.keys.directory", "the directory of the sealing keys"),
            new Needed("tipstaff.disclosure.portal", "the address at which the portal is reached"),
            new Needed("quarkus.mailer.from", "the address from which mail is sent"));

    private final Function<String, Optional<String>> settings;

    ProductionCheck(Function<String, Optional<String>> settings) {
        this.settings = name -> settings.apply(name).filter(value -> !value.isBlank());
    }

    /** System properties, environment, {@code config/application.properties}, in this order. */
    static ProductionCheck ofThisProcess() {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().addSystemSources();
        Path file = Path.of("config", "application.properties");
        if (Files.isReadable(file)) {
            try {
                URL url = file.toUri().toURL();
                builder.withSources(new PropertiesConfigSource(url, 260));
            } catch (IOException e) {
                throw new IllegalStateException("config/application.properties cannot be read", e);
            }
        }
        var config = builder.build();
        return new ProductionCheck(name -> config.getOptionalValue(name, String.class));
    }

    /** Sentences for the operator; none when the application may start. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Needed needed : NEEDED) {
            if (settings.apply(needed.property()).isEmpty()) {
                complaints.add("Set %s (%s): %s is missing."
                        .formatted(needed.property(), environment(needed.property()), needed.what()));
            }
        }
        Needed keystore = new Needed("tipstaff.signing.keystore", "the PKCS#12 file of the custodian's signing key");
        if (settings.apply(keystore.property()).isEmpty()
                && settings.apply("tipstaff.signing.pkcs11.library").isEmpty()) {
            complaints.add("Set %s (%s), or tipstaff.signing.pkcs11.library for a key in a token: %s is missing."
                    .formatted(keystore.property(), environment(keystore.property()), keystore.what()));
        }
        if (settings.apply("tipstaff.signing.seal.keystore").isEmpty()
                && settings.apply("tipstaff.signing.seal.pkcs11.library").isEmpty()) {
            complaints.add(
                    "Set tipstaff.signing.seal.keystore (%s), or tipstaff.signing.seal.pkcs11.library for a key in a"
                                    .formatted(environment("tipstaff.signing.seal.keystore"))
                            + " token: the provider's seal, under which letters leave that nobody swears to, is missing.");
        }
        settings.apply("quarkus.oidc.credentials.secret").ifPresent(secret -> {
            if (secret.startsWith(DEMONSTRATION)) {
                complaints.add(
                        "quarkus.oidc.credentials.secret is the demonstration's: set the secret of your own client.");
            } else if (secret.length() < SECRET_LENGTH) {
                complaints.add("quarkus.oidc.credentials.secret is too short: use %d characters or more."
                        .formatted(SECRET_LENGTH));
            }
        });
        if (isOn("tipstaff.signing.demonstration")) {
            complaints.add("tipstaff.signing.demonstration is on: a disclosure signed by the demonstration's"
                    + " authority proves nothing; remove it and set tipstaff.signing.keystore.");
        }
        settings.apply("tipstaff.keys.directory").ifPresent(directory -> {
            if (Path.of(directory).toAbsolutePath().toString().contains(".demo")) {
                complaints.add("tipstaff.keys.directory is the demonstration's: set a directory of its own.");
            }
        });
        complaints.addAll(impossible());
        return List.copyOf(complaints);
    }

    /** What is set and cannot be: it would be found out when somebody needs it. */
    private List<String> impossible() {
        List<String> complaints = new ArrayList<>();
        settings.apply("tipstaff.zone")
                .filter(zone -> !isZone(zone))
                .ifPresent(
                        zone -> complaints.add(
                                "tipstaff.zone is no time zone: set it to a name of the IANA time zone database such as America/New_York."));
        webAddress("tipstaff.disclosure.portal", "https://process.example.com").ifPresent(complaints::add);
        settings.apply("tipstaff.disclosure.portal")
                .filter(portal -> portal.endsWith("/") || portal.contains("?") || portal.contains("#"))
                .ifPresent(
                        portal -> complaints.add("tipstaff.disclosure.portal is printed with a path behind it: set it"
                                + " without a / at the end, such as https://process.example.com."));
        webAddress("quarkus.oidc.auth-server-url", "https://id.example.com/realms/tipstaff")
                .ifPresent(complaints::add);
        settings.apply("tipstaff.signing.tsa-urls").ifPresent(urls -> {
            if (!Arrays.stream(urls.split(",")).allMatch(url -> isWebAddress(url.strip()))) {
                complaints.add("tipstaff.signing.tsa-urls has an address that cannot be: set it to whole addresses such"
                        + " as https://tsa.example.com/tsr, divided by commas.");
            }
        });
        return complaints;
    }

    private Optional<String> webAddress(String property, String example) {
        return settings.apply(property)
                .filter(value -> !isWebAddress(value))
                .map(value ->
                        "%s is no address of the web: set it to a whole one such as %s.".formatted(property, example));
    }

    private static boolean isWebAddress(String text) {
        try {
            return SigningStartupCheck.isWebAddress(new URI(text));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isZone(String text) {
        try {
            ZoneId.of(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean isOn(String property) {
        return settings.apply(property).map(Boolean::parseBoolean).orElse(false);
    }

    private static String environment(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
    }
}
