package org.tipstaff.signing.setup;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.key.KeyPlan;
import org.tipstaff.signing.key.KeySettings;

/** Whether the application may start with the signing that it was given; else a sentence saying what to set. */
public final class SigningStartupCheck {
    private static final String SEAL = "tipstaff.signing.seal";

    private SigningStartupCheck() {}

    /**
     * Judges the settings before anything is opened.
     *
     * @param production whether what is signed may be used as evidence
     */
    public static Optional<String> problem(SigningConfiguration configuration, boolean production) {
        if (configuration.demonstration()) {
            return production
                    ? Optional.of(
                            "The demonstration's key cannot sign evidence: set tipstaff.signing.demonstration=false"
                                    + " and tipstaff.signing.keystore to a PKCS#12 file with the custodian's key.")
                    : Optional.empty();
        }
        for (Map.Entry<String, KeyPlan> plan : plans(configuration).entrySet()) {
            Optional<String> key = planProblem(plan.getValue(), plan.getKey());
            if (key.isPresent()) {
                return key;
            }
        }
        return sealProblem(configuration)
                .or(() -> custodianProblem(configuration))
                .or(() -> timeStampProblem(configuration.tsaUrls().orElse(List.of())));
    }

    /** All keys that are set, by what begins the names of their settings; the one that custodians share is the first. */
    static Map<String, KeyPlan> plans(SigningConfiguration configuration) {
        Map<String, KeyPlan> plans = new LinkedHashMap<>();
        plans.put("tipstaff.signing", configuration);
        configuration.seal().ifPresent(seal -> plans.put(SEAL, seal));
        new TreeMap<>(configuration.custodians()).forEach((name, own) -> plans.put(custodian(name), own));
        return plans;
    }

    static String custodian(String name) {
        return "tipstaff.signing.custodians." + name;
    }

    /** Letters leave by rule, with nobody at the desk: under a custodian's certificate they would say what nobody did. */
    private static Optional<String> sealProblem(SigningConfiguration configuration) {
        return configuration.seal().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "There is no seal of the provider's, under which letters leave that no custodian swears to:"
                                + " set tipstaff.signing.seal.keystore, .password and .alias, or tipstaff.signing.seal.pkcs11,"
                                + " to a key of its own.");
    }

    private static Optional<String> custodianProblem(SigningConfiguration configuration) {
        Set<String> accounts = new HashSet<>();
        for (Map.Entry<String, SigningConfiguration.Custodian> own :
                new TreeMap<>(configuration.custodians()).entrySet()) {
            String property = custodian(own.getKey()) + ".account";
            Optional<String> account = own.getValue().account().filter(text -> !text.isBlank());
            if (account.isEmpty()) {
                return Optional.of("Nothing says whose key it is: set " + property
                        + " to the subject (sub) of the custodian's account at the identity provider.");
            }
            if (!accounts.add(account.get())) {
                return Optional.of("Two keys are one custodian's: set " + property + " to another account.");
            }
        }
        return Optional.empty();
    }

    /** @param urls as they are set */
    public static Optional<String> timeStampProblem(List<URI> urls) {
        if (urls.isEmpty()) {
            return Optional.of(
                    "There is no time-stamp authority: set tipstaff.signing.tsa-urls to the address of at least"
                            + " one RFC 3161 server.");
        }
        return urls.stream().allMatch(SigningStartupCheck::isWebAddress)
                ? Optional.empty()
                : Optional.of("A time-stamp authority has an address that cannot be: set tipstaff.signing.tsa-urls to"
                        + " whole addresses such as https://tsa.example.com/tsr, divided by commas.");
    }

    /** Whether it is absolute, of {@code http} or {@code https}, and names a host. */
    public static boolean isWebAddress(URI address) {
        return ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null;
    }

    private static Optional<String> planProblem(KeyPlan plan, String name) {
        return keyProblem(plan, name)
                .or(() -> plan.next().flatMap(next -> keyProblem(next, name + ".next")))
                .or(() -> plan.next()
                        .filter(next -> next.notBefore().isEmpty())
                        .map(next -> "Nothing says when the next signing key takes over: set " + name
                                + ".next.not-before to an instant such as 2027-03-01T00:00:00Z."));
    }

    private static Optional<String> keyProblem(KeySettings settings, String name) {
        if (settings.pkcs11().isPresent()) {
            return settings.keystore().isPresent()
                    ? Optional.of("There are two signing keys in one place: set " + name + ".keystore or " + name
                            + ".pkcs11, not both.")
                    : tokenProblem(settings.pkcs11().orElseThrow(), name + ".pkcs11");
        }
        if (settings.keystore().isEmpty()) {
            return Optional.of("There is no signing key: set " + name + ".keystore to a PKCS#12 file, " + name
                    + ".password and " + name + ".alias, or " + name + ".pkcs11.");
        }
        return settings.password().isEmpty() || settings.alias().isEmpty()
                ? Optional.of(
                        "The signing key store cannot be opened: set " + name + ".password and " + name + ".alias.")
                : Optional.empty();
    }

    private static Optional<String> tokenProblem(KeySettings.Pkcs11 token, String name) {
        boolean complete = token.library().isPresent()
                && token.slot().isPresent()
                && token.pin().isPresent()
                && token.key().isPresent();
        return complete
                ? Optional.empty()
                : Optional.of("The PKCS#11 token cannot be opened: set " + name + ".library, " + name + ".slot, " + name
                        + ".pin and " + name + ".key.");
    }

    /** Judges the key once it is open: the demonstration's may have been copied into a production key store. */
    public static Optional<String> problem(List<X509Certificate> chain, boolean production) {
        boolean demonstration = chain.stream().anyMatch(SigningStartupCheck::isDemonstration);
        return production && demonstration
                ? Optional.of("tipstaff.signing holds the demonstration's key, which cannot sign evidence: set it to"
                        + " a key store with a certificate of a real authority.")
                : Optional.empty();
    }

    private static boolean isDemonstration(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName().contains(DemonstrationAuthority.ROOT_NAME);
    }
}
