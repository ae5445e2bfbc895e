package org.tipstaff.signing.document;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a CMS signed-data object (RFC 5652 section 5) that its signature does not cover, and that follow from the rest.
 * A certificate above the signer's is not among them: that one is judged by the path, wherever a copy of it is found.
 */
public final class CmsSpelling {
    private CmsSpelling() {}

    /** Whether the object is spelled as its own content demands, so that a changed byte there shows. */
    public static boolean isStrict(byte[] cms) {
        try {
            if (!Arrays.equals(ASN1Primitive.fromByteArray(cms).getEncoded(), cms)) {
                return false;
            }
            CMSSignedData signed = new CMSSignedData(cms);
            Set<AlgorithmIdentifier> used = new HashSet<>();
            for (SignerInformation signer : signed.getSignerInfos()) {
                used.add(signer.getDigestAlgorithmID());
                if (!carriesItsCertificate(signed, signer)) {
                    return false;
                }
            }
            return used.equals(signed.getDigestAlgorithmIDs());
        } catch (CMSException | IOException | NoSuchAlgorithmException | RuntimeException e) {
            return false;
        }
    }

    /** The certificate that the signer names, unchanged where the signature holds its hash (RFC 5035 section 3). */
    private static boolean carriesItsCertificate(CMSSignedData signed, SignerInformation signer)
            throws IOException, NoSuchAlgorithmException {
        Collection<X509CertificateHolder> named = signed.getCertificates().getMatches(signer.getSID());
        if (named.isEmpty()) {
            return false;
        }
        ESSCertIDv2 hash = signingCertificate(signer.getSignedAttributes());
        if (hash == null) {
            return true;
        }
        MessageDigest digest =
                MessageDigest.getInstance(hash.getHashAlgorithm().getAlgorithm().getId());
        for (X509CertificateHolder certificate : named) {
            if (!Arrays.equals(digest.digest(certificate.getEncoded()), hash.getCertHash())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ESSCertIDv2 signingCertificate(@Nullable AttributeTable attributes) {
        Attribute attribute =
                attributes == null ? null : attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        return attribute == null
                ? null
                : SigningCertificateV2.getInstance(attribute.getAttrValues().getObjectAt(0))
                        .getCerts()[0];
    }
}
