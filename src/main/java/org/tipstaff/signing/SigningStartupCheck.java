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
        if (configuration.keystore().isEmpty()) {
            return Optional.of("There is no signing key: set tipstaff.signing.keystore to a PKCS#12 file,"
                    + " tipstaff.signing.password and tipstaff.signing.alias.");
        }
        if (configuration.password().isEmpty() || configuration.alias().isEmpty()) {
            return Optional.of("The signing key store cannot be opened: set tipstaff.signing.password and"
                    + " tipstaff.signing.alias.");
        }
        if (configuration.tsaUrls().filter(urls -> !urls.isEmpty()).isEmpty()) {
            return Optional.of(
                    "There is no time-stamp authority: set tipstaff.signing.tsa-urls to the address of at least"
                            + " one RFC 3161 server.");
        }
        return Optional.empty();
    }

    /** Judges the key once it is open: the demonstration's may have been copied into a production key store. */
    public static Optional<String> problem(List<X509Certificate> chain, boolean production) {
        boolean demonstration = chain.stream().anyMatch(SigningStartupCheck::isDemonstration);
        return production && demonstration
                ? Optional.of(
                        "tipstaff.signing.keystore holds the demonstration's key, which cannot sign evidence: set it to"
                                + " a key store with a certificate of a real authority.")
                : Optional.empty();
    }

    private static boolean isDemonstration(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName().contains(DemonstrationAuthority.ROOT_NAME);
    }
}
