package org.tipstaff.signing;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration amounts to.
 *
 * @param validator trusts the portal's own roots
 * @param orderValidator trusts the courts' roots
 */
record SigningParts(DocumentSigner signer, SignatureValidator validator, SignatureValidator orderValidator) {

    /** @throws SigningException with a sentence saying what to set, where the application must not start so */
    static SigningParts open(SigningConfiguration configuration, Clock clock, boolean production) {
        refuse(SigningStartupCheck.problem(configuration, production));
        return configuration.demonstration()
                ? demonstration(configuration, clock)
                : real(configuration, clock, production);
    }

    private static SigningParts demonstration(SigningConfiguration configuration, Clock clock) {
        DemonstrationAuthority authority = DemonstrationAuthority.open(
                configuration.demonstrationDirectory(), configuration.demonstrationCustodian(), clock);
        return new SigningParts(
                new DocumentSigner(authority.custodianKey(), authority.evidence(), clock),
                new SignatureValidator(authority.anchors(), clock),
                new SignatureValidator(
                        authority.courtAnchors().and(anchors(configuration.courtTrustAnchors())), clock));
    }

    private static SigningParts real(SigningConfiguration configuration, Clock clock, boolean production) {
        SigningKey key = SigningKey.fromPkcs12(
                configuration.keystore().orElseThrow(),
                configuration.password().orElseThrow().toCharArray(),
                configuration.alias().orElseThrow());
        refuse(SigningStartupCheck.problem(key.chain(), production));
        TrustAnchors own = rootOf(key.chain()).and(anchors(configuration.trustAnchors()));
        if (own.certificates().isEmpty()) {
            throw new SigningException(
                    "Nothing says whom to trust: set tipstaff.signing.trust-anchors to the root of the"
                            + " signing certificate and that of the time-stamp authority.");
        }
        List<URI> authorities = configuration.tsaUrls().orElseThrow();
        return new SigningParts(
                new DocumentSigner(key, new NetworkEvidence(authorities, own, configuration.networkTimeout()), clock),
                new SignatureValidator(own, clock),
                new SignatureValidator(anchors(configuration.courtTrustAnchors()), clock));
    }

    /** The chain's last certificate, where it is a root; a signer's own certificate is no trust anchor. */
    private static TrustAnchors rootOf(List<X509Certificate> chain) {
        X509Certificate last = chain.get(chain.size() - 1);
        boolean root = last.getBasicConstraints() >= 0
                && last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        return new TrustAnchors(root ? List.of(last) : List.of());
    }

    private static TrustAnchors anchors(Optional<List<Path>> files) {
        return TrustAnchors.fromFiles(files.orElse(List.of()));
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(sentence -> {
            throw new SigningException(sentence);
        });
    }
}
