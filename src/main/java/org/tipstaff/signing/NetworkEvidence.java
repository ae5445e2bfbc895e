package org.tipstaff.signing;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.commons.OCSPDataLoader;
import eu.europa.esig.dss.service.http.commons.TimestampDataLoader;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Proofs from servers: time-stamp authorities in the order given, the next where one fails; CRLs and OCSP from where the
 * certificates say.
 */
public final class NetworkEvidence implements EvidenceSource {
    private final List<URI> timeStampAuthorities;
    private final TrustAnchors anchors;
    private final Duration timeout;

    /**
     * @param timeStampAuthorities at least one, the preferred first
     * @param timeout for each connection and each answer
     */
    public NetworkEvidence(List<URI> timeStampAuthorities, TrustAnchors anchors, Duration timeout) {
        if (timeStampAuthorities.isEmpty()) {
            throw new IllegalArgumentException("A long-term signature needs a time-stamp authority");
        }
        this.timeStampAuthorities = List.copyOf(timeStampAuthorities);
        this.anchors = anchors;
        this.timeout = timeout;
    }

    @Override
    public TSPSource timeStamps() {
        return this::firstThatAnswers;
    }

    private TimestampBinary firstThatAnswers(DigestAlgorithm algorithm, byte[] digest) {
        TimeStampUnavailable failure = new TimeStampUnavailable("No time-stamp authority answered", null);
        for (URI authority : timeStampAuthorities) {
            try {
                return new OnlineTSPSource(authority.toString(), within(new TimestampDataLoader()))
                        .getTimeStampResponse(algorithm, digest);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    @Override
    public CertificateVerifier certificates() {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors.source());
        verifier.setCrlSource(new OnlineCRLSource(within(new CommonsDataLoader())));
        verifier.setOcspSource(new OnlineOCSPSource(within(new OCSPDataLoader())));
        return verifier;
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
