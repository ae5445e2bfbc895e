package org.tipstaff.signing.evidence;

import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import org.tipstaff.signing.TimeStampUnavailable;

/**
 * Where a signature gets its proofs from: of time (RFC 3161) and of the good standing of certificates (RFC 5280, RFC
 * 6960). One is asked for anew at each signature, so that nothing mutable is shared between threads.
 */
public interface EvidenceSource {
    /** @return a source whose failures are {@link TimeStampUnavailable} */
    TSPSource timeStamps();

    /** Knows the trust anchors and where revocation data comes from. */
    CertificateVerifier certificates();
}
