package org.tipstaff.document.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The certificates that the operator trusts, and whether a signer's certificate leads to one of them (RFC 5280, 6).
 * Revocation is not asked for: the child has no network.
 */
final class TrustedCertificates {
    private final Set<X509Certificate> trusted;

    private TrustedCertificates(Set<X509Certificate> trusted) {
        this.trusted = trusted;
    }

    static TrustedCertificates none() {
        return new TrustedCertificates(Set.of());
    }

    /** @param place a file of certificates, or a directory of such files (PEM or DER) */
    static TrustedCertificates at(Path place) throws IOException {
        Set<X509Certificate> found = new HashSet<>();
        for (Path file : files(place)) {
            try (InputStream in = Files.newInputStream(file)) {
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(in)
                        .forEach(one -> found.add((X509Certificate) one));
            } catch (CertificateException e) {
                throw new IOException("Not a certificate: " + file.getFileName(), e);
            }
        }
        return new TrustedCertificates(found);
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> inside = Files.list(place)) {
            return inside.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Whether the certificate was valid at that time and a path leads from it to a trusted one. */
    boolean vouchFor(X509Certificate signer, Collection<X509Certificate> others, Instant at) {
        if (trusted.isEmpty() || !maySign(signer)) {
            return false;
        }
        try {
            if (trusted.contains(signer)) {
                signer.checkValidity(Date.from(at));
                return true;
            }
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(signer);
            Set<TrustAnchor> anchors = new HashSet<>();
            trusted.forEach(one -> anchors.add(new TrustAnchor(one, null)));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            List<X509Certificate> path = new ArrayList<>(others);
            path.add(signer);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(path)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException | CertificateException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PKIX", e);
        }
    }

    /** Digital signature or content commitment (RFC 5280, 4.2.1.3), where the certificate says what it is for. */
    private static boolean maySign(X509Certificate signer) {
        boolean[] usage = signer.getKeyUsage();
        return usage == null || usage[0] || usage[1];
    }
}
