package org.tipstaff.signing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration amounts to.
 *
 * @param validator trusts the portal's own roots
 */
record SigningParts(SigningKeys keys, DocumentSigner signer, DocumentStamper stamper, SignatureValidator validator) {

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
        SigningKeys keys = SigningKeys.of(authority.custodianKey());
        return of(configuration, keys, authority.evidence(), authority.anchors(), clock);
    }

    private static SigningParts real(SigningConfiguration configuration, Clock clock, boolean production) {
        SigningKeys keys = keys(configuration);
        refuse(SigningStartupCheck.problem(keys.published(clock.instant()), production));
        refuse(keys.problem(clock.instant()));
        TrustAnchors own = keys.roots().and(anchors(configuration.trustAnchors()));
        if (own.certificates().isEmpty()) {
            throw new SigningException(
                    "Nothing says whom to trust: set tipstaff.signing.trust-anchors to the root of the"
                            + " signing certificate and that of the time-stamp authority.");
        }
        EvidenceSource evidence =
                new NetworkEvidence(configuration.tsaUrls().orElseThrow(), own, configuration.networkTimeout(), clock);
        return of(configuration, keys, evidence, own, clock);
    }

    private static SigningParts of(
            SigningConfiguration configuration,
            SigningKeys keys,
            EvidenceSource evidence,
            TrustAnchors anchors,
            Clock clock) {
        Digests digests = Digests.ending(configuration.digestEnds());
        return new SigningParts(
                keys,
                new DocumentSigner(keys, evidence, clock),
                new DocumentStamper(evidence, digests, configuration.renewBefore(), clock),
                new SignatureValidator(anchors, clock));
    }

    private static SigningKeys keys(SigningConfiguration configuration) {
        List<SigningKeys.Planned> planned = new ArrayList<>();
        planned.add(new SigningKeys.Planned(open(configuration), Instant.MIN));
        configuration
                .next()
                .ifPresent(next -> planned.add(
                        new SigningKeys.Planned(open(next), next.notBefore().orElseThrow())));
        // The time-stamp authority's root too: whoever checks without the portal has only what is published.
        TrustAnchors others = anchors(configuration.retiredCertificates()).and(anchors(configuration.trustAnchors()));
        return new SigningKeys(planned, others.certificates());
    }

    private static SigningKey open(KeySettings settings) {
        if (settings.pkcs11().isPresent()) {
            KeySettings.Pkcs11 token = settings.pkcs11().orElseThrow();
            return SigningKey.fromPkcs11(
                    token.library().orElseThrow(),
                    token.slot().orElseThrow(),
                    token.pin().orElseThrow().toCharArray(),
                    token.key().orElseThrow());
        }
        return SigningKey.fromPkcs12(
                settings.keystore().orElseThrow(),
                settings.password().orElseThrow().toCharArray(),
                settings.alias().orElseThrow());
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
