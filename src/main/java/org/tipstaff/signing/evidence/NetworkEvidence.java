package org.tipstaff.signing.evidence;

import eu.europa.esig.dss.alert.status.Status;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.service.SecureRandomNonceSource;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.commons.OCSPDataLoader;
import eu.europa.esig.dss.service.http.commons.TimestampDataLoader;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.CertificateExtensionsUtils;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.validation.status.TokenStatus;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tipstaff.signing.RevocationUnavailable;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TimeStampUnavailable;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.key.CertificateNames;

/**
 * Proofs from servers: time-stamp authorities in the order given, the next where one does not answer, or
 * answers with what cannot be relied on; CRLs and OCSP from where the
 * certificates say.
 */
public final class NetworkEvidence implements EvidenceSource {
    private final List<URI> timeStampAuthorities;
    private final TrustAnchors anchors;
    private final Duration timeout;
    private final TimeStampCheck check;

    /**
     * @param timeStampAuthorities at least one, the preferred first
     * @param timeout for each connection and each answer
     */
    public NetworkEvidence(List<URI> timeStampAuthorities, TrustAnchors anchors, Duration timeout, Clock clock) {
        if (timeStampAuthorities.isEmpty()) {
            throw new IllegalArgumentException("A long-term signature needs a time-stamp authority");
        }
        this.timeStampAuthorities = List.copyOf(timeStampAuthorities);
        this.anchors = anchors;
        this.timeout = timeout;
        this.check = new TimeStampCheck(anchors, clock);
    }

    @Override
    public TSPSource timeStamps() {
        return this::firstThatAnswers;
    }

    private TimestampBinary firstThatAnswers(DigestAlgorithm algorithm, byte[] digest) {
        List<String> reasons = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (URI authority : timeStampAuthorities) {
            try {
                TimestampBinary answer = ask(authority, algorithm, digest);
                check.check(answer.getBytes(), algorithm, digest);
                return answer;
            } catch (RuntimeException e) {
                reasons.add(
                        authority.getHost() + ": " + (e instanceof SigningException ? e.getMessage() : "no answer"));
                failures.add(e);
            }
        }
        TimeStampUnavailable none = new TimeStampUnavailable(
                "No time-stamp authority gave a usable answer (" + String.join("; ", reasons) + ")", null);
        failures.forEach(none::addSuppressed);
        throw none;
    }

    /** The answer repeats a number of our choosing, so that an old one cannot be played back. */
    private TimestampBinary ask(URI authority, DigestAlgorithm algorithm, byte[] digest) {
        OnlineTSPSource source = new OnlineTSPSource(authority.toString(), within(new TimestampDataLoader()));
        source.setNonceSource(new SecureRandomNonceSource());
        return source.getTimeStampResponse(algorithm, digest);
    }

    @Override
    public CertificateVerifier certificates() {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors.source());
        verifier.setCrlSource(new OnlineCRLSource(within(new CommonsDataLoader())));
        verifier.setOcspSource(new OnlineOCSPSource(within(new OCSPDataLoader())));
        verifier.setAlertOnMissingRevocationData(
                status -> refuse(status, "Nothing says whether it is revoked", NetworkEvidence::whereAsked));
        verifier.setAlertOnRevokedCertificate(status -> refuse(status, "A certificate is revoked", token -> ""));
        return verifier;
    }

    /** Says of which certificates, and where was asked in vain: whoever mends it knows nothing else of them. */
    private static void refuse(Status status, String what, Function<CertificateToken, String> more) {
        String whom = status instanceof TokenStatus tokens
                ? tokens.getRelatedTokens().stream()
                        .filter(CertificateToken.class::isInstance)
                        .map(CertificateToken.class::cast)
                        .map(token -> CertificateNames.subject(token.getCertificate()) + more.apply(token))
                        .sorted()
                        .collect(Collectors.joining("; "))
                : "";
        throw new RevocationUnavailable(whom.isEmpty() ? what : what + ": " + whom, null);
    }

    private static String whereAsked(CertificateToken token) {
        List<String> addresses = new ArrayList<>(CertificateExtensionsUtils.getCRLAccessUrls(token));
        addresses.addAll(CertificateExtensionsUtils.getOCSPAccessUrls(token));
        return addresses.isEmpty()
                ? " (the certificate names no revocation list and no OCSP server)"
                : " (no usable answer from " + String.join(", ", addresses) + ")";
    }

    private <T extends CommonsDataLoader> T within(T loader) {
        int millis = Math.toIntExact(timeout.toMillis());
        loader.setTimeoutConnection(millis);
        loader.setTimeoutConnectionRequest(millis);
        loader.setTimeoutResponse(millis);
        loader.setTimeoutSocket(millis);
        return loader;
    }
}
