package org.tipstaff.signing.demonstration;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.tipstaff.signing.TimeStampUnavailable;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.evidence.EvidenceSource;

/** Time-stamps and CRLs made in this process. */
final class DemonstrationEvidence implements EvidenceSource {
    /** A policy of our own making; under the arc of ITU-T X.667 for UUIDs nobody else can have it. */
    private static final String POLICY = "2.25.294867156930147528819302746610325578145";

    private final CertificateMaker.Identity timeStamps;
    private final List<CertificateMaker.Identity> authorities;
    private final Supplier<List<byte[]>> crls;
    private final Clock clock;

    DemonstrationEvidence(
            CertificateMaker.Identity timeStamps,
            List<CertificateMaker.Identity> authorities,
            Supplier<List<byte[]>> crls,
            Clock clock) {
        this.timeStamps = timeStamps;
        this.authorities = List.copyOf(authorities);
        this.crls = crls;
        this.clock = clock;
    }

    @Override
    public TSPSource timeStamps() {
        return this::timeStamp;
    }

    private TimestampBinary timeStamp(DigestAlgorithm algorithm, byte[] digest) {
        try {
            X509Certificate certificate = timeStamps.certificate();
            // Only its own certificate travels in the token: a certificate there that no check depends on could be
            // changed
            // unnoticed. The root is in the validation data, which the document time-stamp covers.
            KeyEntityTSPSource source = new KeyEntityTSPSource(timeStamps.key(), certificate, List.of(certificate));
            source.setTsaPolicy(POLICY);
            source.setDigestAlgorithm(DigestAlgorithm.SHA256);
            source.setProductionTime(Date.from(clock.instant()));
            return source.getTimeStampResponse(algorithm, digest);
        } catch (RuntimeException e) {
            throw new TimeStampUnavailable("The demonstration's time-stamp authority failed", e);
        }
    }

    @Override
    public CertificateVerifier certificates() {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setAIASource(null);
        verifier.setTrustedCertSources(new TrustAnchors(authorities.stream()
                        .map(CertificateMaker.Identity::certificate)
                        .toList())
                .source());
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                crls.get().stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new)));
        return verifier;
    }
}
