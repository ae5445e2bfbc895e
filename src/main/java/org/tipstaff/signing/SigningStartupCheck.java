package org.tipstaff.signing;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Whether the application may start with the signing that it was given; else a sentence saying what to set. */
public final class SigningStartupCheck {
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
        Optional<String> key = keyProblem(configuration, "tipstaff.signing")
                .or(() -> configuration.next().flatMap(next -> keyProblem(next, "tipstaff.signing.next")))
                .or(() -> configuration.seal().flatMap(seal -> keyProblem(seal, "tipstaff.signing.seal")));
        if (key.isPresent()) {
            return key;
        }
        if (configuration.next().filter(next -> next.notBefore().isEmpty()).isPresent()) {
            return Optional.of("Nothing says when the next signing key takes over: set"
                    + " tipstaff.signing.next.not-before to an instant such as 2027-03-01T00:00:00Z.");
        }
        if (configuration.tsaUrls().filter(urls -> !urls.isEmpty()).isEmpty()) {
            return Optional.of(
                    "There is no time-stamp authority: set tipstaff.signing.tsa-urls to the address of at least"
                            + " one RFC 3161 server.");
        }
        return Optional.empty();
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
