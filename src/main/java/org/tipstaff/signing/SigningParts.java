package org.tipstaff.signing;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration amounts to.
 *
 * @param sealKeys those of the signer where there is no seal
 * @param validator trusts the portal's own roots
 */
record SigningParts(
        SigningKeys keys,
        SigningKeys sealKeys,
        DocumentSigner signer,
        HouseSeal seal,
        DocumentStamper stamper,
        SignatureValidator validator) {

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
        SigningKey seal = authority.sealKey(configuration.demonstrationSeal());
        SigningKeys keys =
                new SigningKeys(List.of(new SigningKeys.Planned(authority.custodianKey(), Instant.MIN)), seal.chain());
        Keys both = new Keys(keys, SigningKeys.of(seal), true);
        return of(configuration, both, authority.evidence(), authority.anchors(), clock);
    }

    private static SigningParts real(SigningConfiguration configuration, Clock clock, boolean production) {
        Optional<SigningKey> seal = configuration.seal().map(SigningParts::open);
        SigningKeys keys = keys(configuration, seal);
        SigningKeys sealKeys = seal.map(SigningKeys::of).orElse(keys);
        refuse(sealKeys.problem(clock.instant()));
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
        return of(configuration, new Keys(keys, sealKeys, seal.isPresent()), evidence, own, clock);
    }

    /** @param own whether the seal is a key of its own */
    private record Keys(SigningKeys custodian, SigningKeys seal, boolean own) {}

    private static SigningParts of(
            SigningConfiguration configuration, Keys keys, EvidenceSource evidence, TrustAnchors anchors, Clock clock) {
        Digests digests = Digests.ending(configuration.digestEnds());
        return new SigningParts(
                keys.custodian(),
                keys.seal(),
                new DocumentSigner(keys.custodian(), evidence, clock),
                new HouseSeal(new DocumentSigner(keys.seal(), evidence, clock), keys.own()),
                new DocumentStamper(evidence, digests, configuration.renewBefore(), clock),
                new SignatureValidator(anchors, clock));
    }

    private static SigningKeys keys(SigningConfiguration configuration, Optional<SigningKey> seal) {
        List<SigningKeys.Planned> planned = new ArrayList<>();
        planned.add(new SigningKeys.Planned(open(configuration), Instant.MIN));
        configuration
                .next()
                .ifPresent(next -> planned.add(
                        new SigningKeys.Planned(open(next), next.notBefore().orElseThrow())));
        // The time-stamp authority's root too: whoever checks without the portal has only what is published.
        TrustAnchors others = anchors(configuration.retiredCertificates()).and(anchors(configuration.trustAnchors()));
        List<X509Certificate> published = new ArrayList<>(others.certificates());
        seal.ifPresent(key -> published.addAll(key.chain()));
        return new SigningKeys(planned, published);
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
