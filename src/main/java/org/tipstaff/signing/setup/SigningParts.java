package org.tipstaff.signing.setup;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tipstaff.signing.Digests;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.evidence.NetworkEvidence;
import org.tipstaff.signing.key.KeyPlan;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.key.SigningKeys;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.sign.Signers;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.signing.validation.SignatureValidator;

/**
 * What the configuration amounts to.
 *
 * @param validator trusts the portal's own roots
 */
public record SigningParts(
        Keys keys, Signers signers, EvidenceSource evidence, DocumentStamper stamper, SignatureValidator validator) {

    /**
     * The keys of all signers.
     *
     * @param shared by the custodians who have none of their own; knows what else is published
     * @param custodians by their accounts at the identity provider
     */
    public record Keys(SigningKeys shared, SigningKeys seal, Map<String, SigningKeys> custodians) {
        public List<SigningKeys> all() {
            return Stream.concat(Stream.of(shared, seal), custodians.values().stream())
                    .toList();
        }

        public SigningKeys of(String account) {
            return custodians.getOrDefault(account, shared);
        }
    }

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
        List<SigningKeys.Planned> shared = List.of(new SigningKeys.Planned(
                "tipstaff.signing.demonstration-custodian", authority.custodianKey(), Instant.MIN));
        List<SigningKeys.Planned> sealed =
                List.of(new SigningKeys.Planned("tipstaff.signing.demonstration-seal", seal, Instant.MIN));
        Keys keys = new Keys(new SigningKeys(shared, seal.chain()), new SigningKeys(sealed, List.of()), Map.of());
        return of(configuration, keys, authority.evidence(), authority.anchors(), clock);
    }

    private static SigningParts real(SigningConfiguration configuration, Clock clock, boolean production) {
        Keys keys = keys(configuration);
        keys.all().forEach(each -> refuse(each.problem(clock.instant())));
        refuse(SigningStartupCheck.problem(keys.shared().published(clock.instant()), production));
        TrustAnchors own = keys.shared().roots().and(anchors(configuration.trustAnchors()));
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
            SigningConfiguration configuration, Keys keys, EvidenceSource evidence, TrustAnchors anchors, Clock clock) {
        Digests digests = Digests.ending(configuration.digestEnds());
        Map<String, DocumentSigner> custodians = new HashMap<>();
        keys.custodians().forEach((account, own) -> custodians.put(account, new DocumentSigner(own, evidence, clock)));
        return new SigningParts(
                keys,
                new Signers(
                        new DocumentSigner(keys.shared(), evidence, clock),
                        custodians,
                        new DocumentSigner(keys.seal(), evidence, clock)),
                evidence,
                new DocumentStamper(evidence, digests, configuration.renewBefore(), clock),
                new SignatureValidator(anchors, clock));
    }

    private static Keys keys(SigningConfiguration configuration) {
        SigningKeys seal =
                new SigningKeys(planned(configuration.seal().orElseThrow(), "tipstaff.signing.seal"), List.of());
        Map<String, SigningKeys> custodians = new LinkedHashMap<>();
        new TreeMap<>(configuration.custodians())
                .forEach((name, own) -> custodians.put(
                        own.account().orElseThrow(),
                        new SigningKeys(planned(own, SigningStartupCheck.custodian(name)), List.of())));
        // The time-stamp authority's root too: whoever checks without the portal has only what is published.
        List<X509Certificate> published = new ArrayList<>(anchors(configuration.retiredCertificates())
                .and(anchors(configuration.trustAnchors()))
                .certificates());
        published.addAll(seal.chains());
        custodians.values().forEach(own -> published.addAll(own.chains()));
        List<SigningKeys.Planned> shared = planned(configuration, "tipstaff.signing");
        refuseSealOfAPerson(seal, shared, custodians.values());
        return new Keys(new SigningKeys(shared, published), seal, custodians);
    }

    /** The seal stands for the provider; under a custodian's certificate letters would be that person's. */
    private static void refuseSealOfAPerson(
            SigningKeys seal, List<SigningKeys.Planned> shared, Collection<SigningKeys> custodians) {
        List<X509Certificate> persons = Stream.concat(
                        shared.stream().map(SigningKeys.Planned::certificate),
                        custodians.stream().flatMap(own -> own.chains().stream()))
                .filter(certificate -> certificate.getBasicConstraints() < 0)
                .toList();
        if (seal.chains().stream().anyMatch(persons::contains)) {
            throw new SigningException("The provider's seal is a custodian's key: set tipstaff.signing.seal to a key of"
                    + " its own, whose certificate names the provider.");
        }
    }

    private static List<SigningKeys.Planned> planned(KeyPlan plan, String property) {
        List<SigningKeys.Planned> planned = new ArrayList<>();
        planned.add(new SigningKeys.Planned(property, SigningKey.open(plan, property), Instant.MIN));
        plan.next()
                .ifPresent(next -> planned.add(new SigningKeys.Planned(
                        property + ".next",
                        SigningKey.open(next, property + ".next"),
                        next.notBefore().orElseThrow())));
        return planned;
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
