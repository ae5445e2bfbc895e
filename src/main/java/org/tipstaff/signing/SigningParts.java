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
        List<X509Certificate> chain = key.chain();
        TrustAnchors own =
                new TrustAnchors(List.of(chain.get(chain.size() - 1))).and(anchors(configuration.trustAnchors()));
        List<URI> authorities = configuration.tsaUrls().orElseThrow();
        return new SigningParts(
                new DocumentSigner(key, new NetworkEvidence(authorities, own, configuration.networkTimeout()), clock),
                new SignatureValidator(own, clock),
                new SignatureValidator(anchors(configuration.courtTrustAnchors()), clock));
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
