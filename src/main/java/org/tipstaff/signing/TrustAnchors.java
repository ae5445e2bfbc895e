package org.tipstaff.signing;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The certificates at which trust begins (RFC 5280 section 6.1.1 (d)); nothing else on the machine is trusted. */
public record TrustAnchors(List<X509Certificate> certificates) {
    public TrustAnchors {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads PEM or DER files, each with one certificate or several.
     *
     * @throws SigningException where a file cannot be read as certificates
     */
    public static TrustAnchors fromFiles(List<Path> files) {
        List<X509Certificate> found = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(in)
                        .forEach(certificate -> found.add((X509Certificate) certificate));
            } catch (IOException | CertificateException e) {
                throw new SigningException(
                        "A file of trust anchors does not hold certificates: " + file.getFileName(), e);
            }
        }
        return new TrustAnchors(found);
    }

    /** These and the others. */
    public TrustAnchors and(TrustAnchors others) {
        List<X509Certificate> all = new ArrayList<>(certificates);
        all.addAll(others.certificates);
        return new TrustAnchors(all);
    }

    /** Those that are roots: of a chain that a provider publishes, trust begins at nothing below its root. */
    public TrustAnchors roots() {
        return new TrustAnchors(
                certificates.stream().filter(TrustAnchors::isRoot).distinct().toList());
    }

    /** Those of keys that sign documents: no authority's, and none of time-stamps. */
    public List<X509Certificate> signers() {
        return certificates.stream()
                .filter(each -> each.getBasicConstraints() < 0 && !makesTimeStamps(each))
                .distinct()
                .toList();
    }

    private static boolean makesTimeStamps(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes != null && purposes.contains(KeyPurposeId.id_kp_timeStamping.getId());
        } catch (CertificateParsingException e) {
            // What it is for cannot be read: nothing is said of what it signed.
            return true;
        }
    }

    /** Whether it is the certificate of an authority, issued by itself. */
    public static boolean isRoot(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0
                && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    public CommonTrustedCertificateSource source() {
        CommonTrustedCertificateSource source = new CommonTrustedCertificateSource();
        certificates.forEach(certificate -> source.addCertificate(new CertificateToken(certificate)));
        return source;
    }
}
