package org.tipstaff.signing.key;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.tipstaff.signing.SigningException;

/** Reads names from certificates. */
public final class CertificateNames {
    private CertificateNames() {}

    /** The subject's common name; empty where it has none. */
    public static String commonName(X509Certificate certificate) {
        try {
            RDN[] names = new JcaX509CertificateHolder(certificate).getSubject().getRDNs(BCStyle.CN);
            return names.length == 0 ? "" : text(names[0].getFirst().getValue());
        } catch (CertificateEncodingException e) {
            throw new SigningException("A certificate has no encoding", e);
        }
    }

    /** The whole subject, for example {@code CN=Helen Marsh,O=Example Messaging\\, Inc.} (RFC 2253). */
    public static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String text(ASN1Encodable value) {
        return value instanceof ASN1String string ? string.getString() : "";
    }
}
