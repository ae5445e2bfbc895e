package org.tipstaff.signing.validation;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.x509.CertificateToken;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who signs for the provider.
 *
 * @param certificates of its signers; empty where only roots are known, and whoever signs under these is taken for it
 */
record KnownSigners(List<X509Certificate> certificates) {
    static final KnownSigners ANYBODY = new KnownSigners(List.of());

    KnownSigners {
        certificates = List.copyOf(certificates);
    }

    boolean areAnybody() {
        return certificates.isEmpty();
    }

    /** Whether the certificate of the signature is one of them. */
    boolean include(SignatureWrapper signature) {
        return areAnybody()
                || signature.getSigningCertificate() != null
                        && certificates.stream()
                                .map(each -> new CertificateToken(each).getDSSIdAsString())
                                .anyMatch(signature.getSigningCertificate().getId()::equals);
    }

    /** Whether it is one of theirs, under a trusted root, whatever it is worth now. */
    boolean made(SignatureWrapper signature) {
        return signature.isTrustedChain() && include(signature);
    }

    /** Whether there is a signature of theirs in the bytes of a file that need not be a document. */
    boolean signedIn(Path file) throws IOException {
        return areAnybody() ? ProviderSignatures.anybodys(file) : new ProviderSignatures(() -> certificates).in(file);
    }
}
